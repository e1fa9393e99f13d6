import { USUAL_BREAD_PRICE } from './bread-trade';
import { askModel } from './model-calls';
import type { MarketTurn } from './market-turn';
import { amount, round } from './market-variables';

/** mira_bank sets its rate by its reserves, and limits withdrawals when they run out. */
export function planBank({ ledger, memory, start }: MarketTurn): void {
  const [ratio, rate] = [ledger.value('reserveRatio'), ledger.value('lendingRate')];
  const earlier = ledger.valueBefore('reserveRatio', 2);
  const stress = ledger.explain('mira_bank', {
    type: 'stress_test',
    values: { ratio, two_turns_ago: earlier, worst_week: round(ratio - (earlier - ratio) * 2, 2) },
    causes: [start, ledger.setBy('reserveRatio')],
    text: `Stress test: ${amount(ratio, 2)} % now, ${amount(earlier, 2)} % two turns ago, ${amount(Math.max(0, ratio * 2 - earlier), 2)} % if that goes on`,
  });
  const { call } = askModel(ledger, 'mira_bank', 'the lending rate', [start, stress]);
  const isFalling = ratio < earlier;
  const step =
    ratio < 8 && isFalling && rate < 8 ? 0.5 : ratio > 6.5 && !isFalling && rate > 4.25 ? -0.25 : 0;
  const decision = ledger.decide('mira_bank', {
    type: 'lending_policy',
    from: rate,
    to: rate + step,
    causes: [start, call, stress, ledger.setBy('reserveRatio')],
    text:
      step > 0
        ? `Raise the lending rate by 50 bp to ${amount(rate + step, 2)} %: reserves fell to ${amount(ratio, 2)} %, below 8 %`
        : step < 0
          ? `Lower the lending rate by 25 bp to ${amount(rate + step, 2)} %: reserves are back at ${amount(ratio, 2)} %`
          : `Keep the lending rate at ${amount(rate, 2)} % with reserves at ${amount(ratio, 2)} %`,
    reasoning:
      step > 0
        ? 'Dearer credit slows what leaves the vault.'
        : 'The vault holds what the week asks for.',
  });
  if (step !== 0) {
    const change = ledger.act('mira_bank', {
      type: 'set_rate',
      payload: { from: rate, to: rate + step },
      causes: [decision],
      text: `mira_bank sets its lending rate: ${amount(rate, 2)} % → ${amount(rate + step, 2)} %`,
    });
    ledger.set('lendingRate', rate + step, [change]);
  }
  const isLimited = memory.withdrawalLimit !== undefined;
  if (isLimited ? ratio < 6.2 : ratio >= 4.6) return;
  const limit = ledger.decide('mira_bank', {
    type: isLimited ? 'lift_withdrawal_limit' : 'limit_withdrawals',
    from: isLimited,
    to: !isLimited,
    causes: [start, stress, ledger.setBy('reserveRatio'), memory.withdrawalLimit],
    text: isLimited
      ? `Lift the limit on withdrawals: reserves are back at ${amount(ratio, 2)} %`
      : `Limit withdrawals to 20 crowns a head: reserves are down to ${amount(ratio, 2)} %`,
    reasoning: isLimited
      ? 'A limit nobody needs frightens more than it helps.'
      : 'Three more weeks like the last one empty the vault.',
  });
  const notice = ledger.act('mira_bank', {
    type: isLimited ? 'lift_limit' : 'post_limit',
    payload: { crowns_a_head: isLimited ? null : 20 },
    causes: [limit],
    text: isLimited
      ? 'mira_bank takes the notice down'
      : 'mira_bank posts a notice: 20 crowns a head and week',
  });
  memory.withdrawalLimit = isLimited ? undefined : notice;
}

/** pell_union speaks for those who eat the bread: about wages when it is dear, in the street when there is none. */
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
    // What members say in the yard is not recorded at any verbosity.
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

/** vale_council watches; when unrest grows it has stocks counted, and then opens the granary and backs the bank. */
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

/** How restless the districts are after the week: by the price of bread, by empty shelves, by queues. */
export function weighUnrest({
  ledger,
  unservedLoaves,
  unservedBy,
  memory,
  start,
}: MarketTurn): void {
  const bread = ledger.value('breadPrice');
  const dear = Math.max(0, bread / USUAL_BREAD_PRICE - 1) * 70;
  const empty = unservedLoaves / 1_500;
  const fear = Math.max(0, 8 - ledger.value('reserveRatio')) * 4;
  const target = Math.min(100, 6 + dear + empty + fear + ledger.random.normal(0, 1));
  const index = ledger.explain('vale_council', {
    type: 'unrest_index',
    values: {
      dear_bread: round(dear, 2),
      empty_shelves: round(empty, 2),
      queues: round(fear, 2),
      target: round(target, 2),
    },
    causes: [ledger.setBy('breadPrice'), ledger.setBy('reserveRatio'), ...unservedBy],
    text: `Unrest: ${amount(dear, 1)} from dear bread, ${amount(empty, 1)} from ${amount(unservedLoaves)} loaves not to be had, ${amount(fear, 1)} from queues`,
  });
  const unrest = ledger.value('unrest');
  ledger.set('unrest', unrest + (target - unrest) * 0.6, [
    index,
    ledger.setBy('breadPrice'),
    ...unservedBy,
  ]);
  if (memory.phase === 'autumn' && ledger.turn === 12) {
    memory.phase = 'winter';
    ledger.milestone(
      'phase_transition',
      'Winter: the valleys deliver less from turn to turn',
      [start],
      {
        phase: 'winter',
      },
    );
  } else if (memory.phase === 'shortage' && ledger.value('grainPrice') < 260) {
    memory.phase = 'recovery';
    ledger.milestone(
      'phase_transition',
      `Recovery: grain is back at ${amount(ledger.value('grainPrice'), 2)}`,
      [ledger.setBy('grainPrice')],
      { phase: 'recovery' },
    );
  }
}
