import type { Trace } from '../../simulation/event-recorder';
import type { PlantedTurn } from './planted-turn';
import { clamp } from './planted-world';

interface Order {
  readonly agent: string;
  readonly amount: number;
  readonly trace: Trace;
}

/**
 * Clears the market of a good: all offers and bids get the same share, the price follows the shortfall and slowly comes back.
 * Stocks are `{good}_stock`, the price `{good}_price`.
 */
export function clearMarket(
  turn: PlantedTurn,
  good: string,
  { offers, bids, usual }: { offers: readonly Order[]; bids: readonly Order[]; usual: number },
): void {
  const stock = `${good}_stock`;
  const price = turn.number(`${good}_price`);
  const supply = sumOf(offers);
  const demand = sumOf(bids);
  const traded = Math.min(supply, demand);
  const shortfall = (demand - supply) / Math.max(demand, supply, 1);
  const cleared = turn.explain(
    'clearing',
    undefined,
    { good, supply: Math.round(supply), demand: Math.round(demand), traded: Math.round(traded) },
    [...[...offers, ...bids].map(({ trace }) => trace), turn.setBy(`${good}_price`)],
  );
  for (const { agent, amount, trace } of offers) {
    const sold = supply === 0 ? 0 : (amount * traded) / supply;
    turn.add(stock, agent, -sold, [cleared, trace]);
    turn.add('cash', agent, sold * price, [cleared, trace]);
  }
  for (const { agent, amount, trace } of bids) {
    const bought = demand === 0 ? 0 : (amount * traded) / demand;
    turn.add(stock, agent, bought, [cleared, trace]);
    turn.add('cash', agent, -bought * price, [cleared, trace]);
  }
  const noise = turn.luck(`price of ${good}`, turn.turn).normal(0, 0.014);
  const change = clamp(0.16 * shortfall, -0.15, 0.25) + 0.2 * (usual / price - 1) + noise;
  turn.set(`${good}_price`, undefined, price * (1 + change), [cleared]);
}

function sumOf(orders: readonly Order[]): number {
  return orders.reduce((sum, { amount }) => sum + amount, 0);
}
