import { planSchema } from './market-actions';
import type { Production, Trader } from './market-config';
import { round, show } from './market-numbers';
import { weighShocks, type MarketTurn } from './market-turn';

/** Adopts the plans for output. */
export function adoptPlans({ turn, set }: MarketTurn): void {
  for (const { agent, action_type, action_payload, trace } of turn.actions) {
    if (action_type !== 'plan_output') continue;
    const { good, amount } = planSchema.parse(action_payload);
    if (turn.value(`${good}_output`, agent) !== undefined) {
      set(`${good}_output`, agent, amount, [trace]);
    }
  }
}

/** Every agent produces its planned output, within the limits of its means and of active shocks. */
export function produce(market: MarketTurn): void {
  for (const trader of market.market.traders) {
    for (const [good, production] of Object.entries(trader.produces)) {
      produceGood(market, trader, good, production);
    }
  }
}

function produceGood(
  { turn, shocks, number, add }: MarketTurn,
  { name }: Trader,
  good: string,
  { from, cost }: Production,
): void {
  const planned = number(`${good}_output`, name);
  const { factor, traces } = weighShocks(shocks, good, 'output');
  const luck = round(turn.random.normal(1, 0.04));
  const inputs = Object.entries(from).filter(([, share]) => share > 0);
  const limits = [
    ...inputs.map(([input, share]) => number(`${input}_stock`, name) / share),
    ...(cost > 0 ? [number('cash', name) / cost] : []),
  ];
  const amount =
    Math.floor(
      limits.reduce((most, limit) => Math.min(most, limit), planned * factor * luck) * 100,
    ) / 100;
  const counted = turn.explain('production', {
    agent: name,
    causes: [
      turn.start,
      ...traces,
      turn.setBy(`${good}_output`, name),
      ...inputs.map(([input]) => turn.setBy(`${input}_stock`, name)),
    ],
    description: `${name} produces ${show(amount)} of ${good}; its plan says ${show(planned)}`,
    values: { good, planned, factor: round(factor), luck, amount },
  });
  if (amount <= 0) return;
  add(`${good}_stock`, name, amount, [counted], planned);
  for (const [input, share] of inputs) add(`${input}_stock`, name, -amount * share, [counted]);
  if (cost > 0) add('cash', name, -amount * cost, [counted]);
}

/** Every agent consumes its needs and receives its income from outside the market. */
export function consume({ market, turn, shocks, number, add, set }: MarketTurn): void {
  for (const { name } of market.goods) {
    const { factor, traces } = weighShocks(shocks, name, 'demand');
    let unmet = 0;
    const lacks = [];
    for (const trader of market.traders) {
      const usual = trader.consumes[name] ?? 0;
      if (usual === 0) continue;
      const needed = round(usual * factor * turn.random.normal(1, 0.03));
      const used = Math.min(needed, number(`${name}_stock`, trader.name));
      unmet += needed - used;
      const counted = turn.explain('consumption', {
        agent: trader.name,
        causes: [turn.start, ...traces, turn.setBy(`${name}_stock`, trader.name)],
        description:
          used < needed
            ? `${trader.name} needs ${show(needed)} of ${name} and has ${show(used)}`
            : `${trader.name} uses ${show(used)} of ${name}`,
        values: { good: name, needed, used },
      });
      if (used < needed) lacks.push(counted);
      if (used > 0) add(`${name}_stock`, trader.name, -used, [counted]);
    }
    set(`unmet_${name}`, undefined, unmet, lacks.length > 0 ? lacks : [turn.start]);
  }
  for (const { name, income } of market.traders) {
    if (income > 0) add('cash', name, income, [turn.start]);
  }
}
