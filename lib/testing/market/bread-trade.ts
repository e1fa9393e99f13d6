import { DAYS_A_TURN, LOAVES_A_TONNE, USUAL_GRAIN, type MarketTurn } from './market-turn';
import { amount, round } from './market-variables';

/** The districts, and the number of loaves they want when bread is cheap. */
export const DISTRICTS = [
  ['harbour', 42_000],
  ['old town', 36_000],
  ['hill', 27_000],
  ['station', 25_000],
  ['lakeside', 20_000],
] as const;

const SHIFTS = 620;
export const USUAL_BREAD_PRICE = 0.426;

/** Two shifts grind and bake; wages are paid. */
export function bake({ ledger, millBakes }: MarketTurn): void {
  for (const [shift, share] of [
    ['day', 0.55],
    ['night', 0.45],
  ] as const) {
    const grain = round(
      Math.min(ledger.value('millStock'), (millBakes.amount / LOAVES_A_TONNE) * share),
      1,
    );
    const loaves = Math.round(grain * LOAVES_A_TONNE);
    const baking = ledger.act('tarn_mill', {
      type: 'bake',
      payload: { shift, grain_tonnes: grain, loaves },
      causes: [millBakes.decision, ledger.setBy('millStock')],
      text: `tarn_mill's ${shift} shift bakes ${amount(loaves)} loaves from ${amount(grain, 1)} t`,
    });
    ledger.add('millStock', -grain, [baking]);
    ledger.add('breadStock', loaves, [baking]);
    const wages = round(SHIFTS * share * ledger.value('wage'), 2);
    const pay = ledger.act('tarn_mill', {
      type: 'pay_wages',
      payload: {
        shift,
        workers: Math.round(SHIFTS * share),
        wage: ledger.value('wage'),
        total: wages,
      },
      causes: [baking, ledger.setBy('wage')],
      text: `tarn_mill pays the ${shift} shift ${amount(wages, 2)} crowns at ${amount(ledger.value('wage'), 2)} a shift`,
    });
    ledger.add('millCash', -wages, [pay]);
  }
}

/** The districts buy bread while there is any. */
export function sellBread(turn: MarketTurn): void {
  const { ledger } = turn;
  const price = ledger.value('breadPrice');
  for (const [district, usual] of DISTRICTS) {
    const thrift = 1 - 0.25 * (price / USUAL_BREAD_PRICE - 1);
    const asked = Math.round(usual * thrift * ledger.random.normal(1, 0.012));
    const sold = Math.min(asked, ledger.value('breadStock'));
    const missing = asked - sold;
    const estimate = ledger.explain('pell_union', {
      type: 'bread_demand',
      values: { district, usual, price, thrift: round(thrift, 4), asked },
      causes: [turn.start, ledger.setBy('breadPrice')],
      text: `${district} asks for ${amount(asked)} loaves at ${amount(price, 3)}, ${amount(usual)} when bread is cheap`,
    });
    const sale = ledger.act('pell_union', {
      type: 'buy_bread',
      payload: { district, asked, sold, price, missing },
      causes: [turn.start, estimate, ledger.setBy('breadStock'), ledger.setBy('breadPrice')],
      text:
        missing > 0
          ? `${district}: ${amount(sold)} loaves at ${amount(price, 3)}, then the shelves are empty; ${amount(missing)} more were asked for`
          : `${district}: ${amount(sold)} loaves at ${amount(price, 3)} crowns`,
    });
    ledger.add('breadStock', -sold, [sale]);
    ledger.add('millCash', sold * price, [sale]);
    turn.unservedLoaves += missing;
    if (missing === 0) continue;
    const complaint = ledger.act('pell_union', {
      type: 'complain',
      payload: { district, missing, at: 'the town hall' },
      causes: [sale, turn.millBakes.decision],
      text: `${district} complains at the town hall: ${amount(missing)} loaves short`,
    });
    turn.unservedBy.push(sale, complaint);
  }
}

/** The mill sets the price of bread by the price of grain. Counts the days of stock in the silo. */
export function setBreadPrice({ ledger }: MarketTurn): void {
  const [grain, wage, old] = [
    ledger.value('grainPrice'),
    ledger.value('wage'),
    ledger.value('breadPrice'),
  ];
  const target =
    0.012 + (grain * 1.0) / LOAVES_A_TONNE + (wage * SHIFTS) / (USUAL_GRAIN * LOAVES_A_TONNE);
  const cost = ledger.explain('tarn_mill', {
    type: 'bread_cost',
    values: {
      grain_price: grain,
      wage,
      grain_a_loaf: round(grain / LOAVES_A_TONNE, 4),
      cost: round(target, 4),
      old,
    },
    causes: [ledger.setBy('grainPrice'), ledger.setBy('wage')],
    text: `A loaf costs ${amount(target, 3)} crowns with grain at ${amount(grain, 2)} and the wage at ${amount(wage, 2)}`,
  });
  const pricing = ledger.act('tarn_mill', {
    type: 'set_bread_price',
    payload: { from: old, towards: round(target, 3) },
    causes: [cost, ledger.setBy('grainPrice'), ledger.setBy('breadPrice')],
    text: `tarn_mill chalks up ${amount(old + (target - old) * 0.6, 3)} crowns a loaf`,
  });
  ledger.set('breadPrice', old + (target - old) * 0.6, [pricing]);

  const days = (ledger.value('millStock') / USUAL_GRAIN) * DAYS_A_TURN;
  ledger.set('stockDays', days, [ledger.setBy('millStock')]);
}
