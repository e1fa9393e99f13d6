import { askModel } from './model-calls';
import { DAYS_A_TURN, LOAVES_A_TONNE, USUAL_GRAIN, type MarketTurn } from './market-turn';
import { amount, round } from './market-variables';

/** The stock that tarn_mill wants in its silo, in days. */
const MILL_DAYS = 9;

/** tarn_mill decides how much to bake and to buy, and whether it needs a loan. */
export function planMill(turn: MarketTurn): void {
  const { ledger, start } = turn;
  const stock = ledger.value('millStock');
  const days = ledger.value('stockDays');
  const price = ledger.value('grainPrice');
  const needed = Math.max(0, (MILL_DAYS / DAYS_A_TURN) * USUAL_GRAIN - stock);
  const wanted = round(USUAL_GRAIN * (1 - 0.12 * (price / 212.4 - 1)) + needed * 0.4, 1);
  const need = ledger.explain('tarn_mill', {
    type: 'grain_need',
    values: {
      stock,
      stock_days: days,
      usual: USUAL_GRAIN,
      to_refill: round(needed * 0.4, 1),
      wanted,
    },
    causes: [start, ledger.setBy('millStock'), ledger.setBy('stockDays')],
    text: `tarn_mill needs ${amount(USUAL_GRAIN)} t to bake and ${amount(needed * 0.4, 1)} t to refill a silo that lasts ${amount(days, 1)} days`,
  });
  const { call } = askModel(ledger, 'tarn_mill', 'grain to buy and bread to bake', [start, need]);
  const purchase = ledger.decide('tarn_mill', {
    type: 'buy_grain',
    from: USUAL_GRAIN,
    to: wanted,
    causes: [start, call, need, ledger.setBy('stockDays'), ledger.setBy('grainPrice')],
    text: `Buy ${amount(wanted, 1)} t of grain; the silo lasts ${amount(days, 1)} days`,
    reasoning:
      days < 5
        ? 'Without grain the ovens stop within the week.'
        : 'Keep nine days of grain in the silo.',
  });
  turn.millWants = { amount: wanted, decision: purchase };

  const asked = Math.round(USUAL_GRAIN * LOAVES_A_TONNE * ledger.random.normal(1, 0.012));
  const loaves = Math.min(asked, Math.round((stock * 0.9 + 50) * LOAVES_A_TONNE));
  const baking = ledger.decide('tarn_mill', {
    type: 'bake_bread',
    from: asked,
    to: loaves,
    causes: [start, call, ledger.setBy('millStock'), ledger.setBy('stockDays')],
    text:
      loaves < asked
        ? `Bake ${amount(loaves)} loaves, ${amount(asked - loaves)} fewer than the city asks for: grain for ${amount(days, 1)} days is left`
        : `Bake ${amount(loaves)} loaves, all the city asks for`,
    reasoning: 'Bread that is not baked is not sold; grain that is not there is not baked.',
  });
  turn.millBakes = { amount: loaves, decision: baking };

  const cash = ledger.value('millCash');
  const bill = wanted * price + 620 * ledger.value('wage');
  const gap = Math.ceil((bill - cash + 1_000) / 1_000) * 1_000;
  if (gap <= 0) return;
  const loan = ledger.decide('tarn_mill', {
    type: 'ask_for_loan',
    from: ledger.value('millLoan'),
    to: ledger.value('millLoan') + gap,
    // The clerk's calculations are not recorded at any verbosity.
    causes: [
      start,
      purchase,
      ledger.setBy('millCash'),
      ledger.setBy('grainPrice'),
      ledger.unrecorded(),
    ],
    text: `Ask mira_bank for ${amount(gap)} crowns: grain and wages cost ${amount(bill, 2)}, the till holds ${amount(cash, 2)}`,
    reasoning: `At ${amount(price, 2)} a tonne the grain bill comes before the bread is sold.`,
  });
  turn.millBorrows = { amount: gap, decision: loan };
}
