import type { MarketTurn } from './market-turn';
import { amount, round } from './market-variables';
import { askModel } from './model-calls';

/** pell_union acts for the consumers of bread: it demands wages when bread is expensive, and protests when there is none. */
export function planUnion({ ledger, memory, start }: MarketTurn): void {
  const [bread, wage, unrest] = [
    ledger.value('breadPrice'),
    ledger.value('wage'),
    ledger.value('unrest'),
  ];
  const dearer = bread / memory.agreedBreadPrice - 1;
  const basket = ledger.explain('pell_union', {
    type: 'cost_of_living',
    values: {
      bread_price: bread,
      agreed_at: memory.agreedBreadPrice,
      change: round(dearer, 4),
      wage,
    },
    causes: [start, ledger.setBy('breadPrice')],
    text: `A loaf at ${amount(bread, 3)} is ${amount(Math.abs(dearer) * 100, 1)} % ${dearer < 0 ? 'below' : 'above'} the price the wage of ${amount(wage, 2)} was agreed on`,
  });
  const { call } = askModel(ledger, 'pell_union', 'what to ask for', [start, basket]);
  const demands = dearer > 0.12;
  const asked = round(wage * (1 + dearer / 4), 2);
  const decision = ledger.decide('pell_union', {
    type: demands ? 'demand_wage' : unrest > 35 ? 'call_meeting' : 'keep_agreement',
    from: wage,
    to: demands ? asked : wage,
    // The members' talk in the yard is not recorded at any verbosity.
    causes: [
      start,
      call,
      basket,
      ledger.setBy('breadPrice'),
      ledger.setBy('unrest'),
      ...(demands ? [ledger.unrecorded()] : []),
    ],
    text: demands
      ? `Demand ${amount(asked, 2)} crowns a shift: bread is ${amount(dearer * 100, 1)} % dearer than when ${amount(wage, 2)} was agreed`
      : unrest > 35
        ? `Call a meeting on the price of bread; unrest stands at ${amount(unrest, 1)}`
        : `Keep the agreement of ${amount(wage, 2)} crowns a shift`,
    reasoning: demands
      ? 'Members cannot eat last autumn’s agreement.'
      : 'The agreement still buys the week’s bread.',
  });
  if (demands) {
    const claim = ledger.act('pell_union', {
      type: 'demand_wage',
      payload: { from: wage, to: asked },
      causes: [decision],
      text: `pell_union puts ${amount(asked, 2)} crowns a shift on tarn_mill's table`,
    });
    const agreement = ledger.act('tarn_mill', {
      type: 'agree_wage',
      payload: { wage: asked },
      causes: [claim, ledger.setBy('millCash')],
      text: `tarn_mill agrees to ${amount(asked, 2)} crowns a shift rather than lose the ovens`,
    });
    ledger.set('wage', asked, [agreement]);
    memory.agreedBreadPrice = bread;
  } else if (unrest > 35) {
    ledger.act('pell_union', {
      type: 'call_meeting',
      payload: { on: 'bread price', members: ledger.random.int(900, 2_600) },
      causes: [decision],
      text: 'pell_union calls its members to a meeting on the price of bread',
    });
  }
}
