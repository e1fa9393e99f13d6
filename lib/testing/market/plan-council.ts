import type { MarketTurn } from './market-turn';
import { amount, round } from './market-variables';
import { askModel } from './model-calls';

/** vale_council observes. When unrest grows it has stocks counted, then opens the granary and supports the bank. */
export function planCouncil({ ledger, memory, start }: MarketTurn): void {
  const [unrest, ratio, price] = [
    ledger.value('unrest'),
    ledger.value('reserveRatio'),
    ledger.value('grainPrice'),
  ];
  const { call } = askModel(ledger, 'vale_council', 'the state of the city', [
    start,
    ledger.setBy('unrest'),
  ]);
  const seen = [start, call, ledger.setBy('unrest'), ledger.setBy('grainPrice')];
  if (memory.release === undefined && memory.audit !== undefined) {
    const third = round(ledger.value('councilStock') / 3, 1);
    const decision = ledger.decide('vale_council', {
      type: 'release_reserve',
      from: 0,
      to: third,
      causes: [...seen, memory.audit, ledger.setBy('stockDays'), ledger.setBy('breadPrice')],
      text: `Release a third of the reserve, ${amount(third, 1)} t: grain costs ${amount(price, 2)} and tarn_mill has ${amount(ledger.value('stockDays'), 1)} days left`,
      reasoning: 'There is grain in the city. What is missing is somebody who sells it.',
    });
    memory.release = { amount: third, decision };
  } else if (memory.audit === undefined && unrest > 18) {
    const decision = ledger.decide('vale_council', {
      type: 'order_audit',
      from: null,
      to: 'all stocks and import orders',
      causes: seen,
      text: `Have every granary counted: unrest stands at ${amount(unrest, 1)} and grain at ${amount(price, 2)}`,
      reasoning: 'Before the reserve is opened the council wants to know where the grain is.',
    });
    memory.audit = ledger.act('vale_council', {
      type: 'audit_stocks',
      payload: {
        oslo_grain: ledger.value('osloStock'),
        juno_trader: ledger.value('junoStock'),
        tarn_mill: ledger.value('millStock'),
        import_plan: ledger.value('importPlan'),
      },
      causes: [
        decision,
        ledger.setBy('osloStock'),
        ledger.setBy('junoStock'),
        ledger.setBy('importPlan'),
      ],
      text: `vale_council counts ${amount(ledger.value('osloStock'), 1)} t at oslo_grain, ${amount(ledger.value('junoStock'), 1)} t at juno_trader, and finds imports still ordered by the plan of turn 4: ${amount(ledger.value('importPlan'))} t a turn`,
    });
    memory.nextImportReview = ledger.turn + 1;
    memory.phase = 'shortage';
    ledger.milestone(
      'phase_transition',
      `Shortage: the council declares an emergency in turn ${String(ledger.turn)}`,
      [memory.audit],
      { phase: 'shortage' },
    );
  } else {
    ledger.decide('vale_council', {
      type: 'watch',
      from: null,
      to: null,
      causes: seen,
      text: `Leave the market alone: unrest ${amount(unrest, 1)}, grain ${amount(price, 2)}, ${amount(ledger.value('councilStock'), 1)} t in reserve`,
      reasoning: 'A council that acts every week is obeyed in none.',
    });
  }
  if (memory.hasBackedBank || ratio >= 5) return;
  memory.hasBackedBank = true;
  const decision = ledger.decide('vale_council', {
    type: 'back_bank',
    from: 0,
    to: 45_000,
    causes: [...seen, ledger.setBy('reserveRatio')],
    text: `Put 45,000 crowns of the treasury into mira_bank: its reserves are down to ${amount(ratio, 2)} %`,
    reasoning: 'A queue ends when the coins are seen to arrive.',
  });
  const deposit = ledger.act('vale_council', {
    type: 'deposit',
    payload: { bank: 'mira_bank', amount: 45_000 },
    causes: [decision],
    text: 'vale_council has 45,000 crowns carried across the square to mira_bank',
  });
  ledger.add('treasury', -45_000, [deposit]);
  ledger.add('reserves', 45_000, [deposit]);
  ledger.add('deposits', 45_000, [deposit]);
}
