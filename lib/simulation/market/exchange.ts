import type { Trace } from '../event-recorder';
import { holdSchema, orderSchema } from './market-actions';
import type { Good, Trader } from './market-config';
import { round, show } from './market-numbers';
import type { MarketTurn } from './market-turn';

/** An offer or a bid. */
interface Order {
  readonly agent: string;
  readonly wanted: number;
  readonly price: number;
  readonly trace: Trace;
  /** The amount not traded yet. */
  left: number;
}

/** Matches offers and bids of each good, then adjusts its price to the shortfall. */
export function exchange(market: MarketTurn): void {
  for (const good of market.market.goods) {
    const offers = takeOrders(market, 'sell', good);
    const bids = takeOrders(market, 'buy', good);
    match(market, good, offers, bids);
    movePrice(market, good, offers, bids);
  }
}

/** The orders in random order, so that the order of the configuration gives no advantage. */
function takeOrders({ turn }: MarketTurn, side: 'buy' | 'sell', { name }: Good): readonly Order[] {
  const orders = turn.actions.flatMap(({ agent, action_type, action_payload, trace }) => {
    if (action_type !== side) return [];
    const { good, amount, price } = orderSchema.parse(action_payload);
    return good === name ? [{ agent, wanted: amount, price, trace, left: amount }] : [];
  });
  return orders
    .map((order) => ({ order, lot: turn.random.next() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ order }) => order);
}

function match(
  market: MarketTurn,
  good: Good,
  offers: readonly Order[],
  bids: readonly Order[],
): void {
  const usual = market.number(`${good.name}_price`);
  const cheapestFirst = offers.toSorted((a, b) => a.price - b.price);
  for (const bid of bids.toSorted((a, b) => b.price - a.price)) {
    for (const offer of cheapestFirst) {
      if (offer.price > bid.price || offer.agent === bid.agent) continue;
      if (!mayTrade(market, offer.agent, bid.agent)) continue;
      const price = round(Math.min(bid.price, Math.max(offer.price, usual)));
      const means = price > 0 ? market.number('cash', bid.agent) / price : Infinity;
      const most = Math.min(
        offer.left,
        bid.left,
        means,
        market.number(`${good.name}_stock`, offer.agent),
      );
      const amount = Math.floor(most * 100) / 100;
      if (amount > 0) trade(market, good.name, offer, bid, amount, price);
    }
  }
}

function trade(
  { turn, add }: MarketTurn,
  good: string,
  offer: Order,
  bid: Order,
  amount: number,
  price: number,
): void {
  offer.left -= amount;
  bid.left -= amount;
  const total = round(amount * price);
  const deal = turn.act(offer.agent, 'trade', {
    causes: [offer.trace, bid.trace],
    description: `${offer.agent} sells ${show(amount)} of ${good} to ${bid.agent} at ${show(price)}`,
    payload: { good, buyer: bid.agent, amount, price, total },
  });
  add(`${good}_stock`, offer.agent, -amount, [deal]);
  add('cash', offer.agent, total, [deal]);
  add(`${good}_stock`, bid.agent, amount, [deal]);
  add('cash', bid.agent, -total, [deal]);
}

function mayTrade({ market }: MarketTurn, a: string, b: string): boolean {
  const knows = (one: string, other: string): boolean => {
    const trader: Trader | undefined = market.traders.find(({ name }) => name === one);
    return trader?.tradesWith?.includes(other) ?? true;
  };
  return knows(a, b) && knows(b, a);
}

/** Adjusts the price: it rises with unmet demand and falls with unsold supply. */
function movePrice(
  { market, turn, number, set }: MarketTurn,
  { name, price: usual, elasticity, return_rate }: Good,
  offers: readonly Order[],
  bids: readonly Order[],
): void {
  const price = number(`${name}_price`);
  // Offers above the price do not count as supply, and bids below the price do not count as demand.
  const supply = sumOf(offers.filter((offer) => offer.price <= price));
  const demand = sumOf(bids.filter((bid) => bid.price >= price));
  const traded = round(bids.reduce((total, { wanted, left }) => total + wanted - left, 0));
  // When stocks are full, the orders of a turn are few compared with consumption. The price then changes little.
  const usedInTurn = market.traders.reduce(
    (total, { consumes }) => total + (consumes[name] ?? 0),
    0,
  );
  const depth = Math.max(supply + demand, usedInTurn);
  const shortfall = depth === 0 ? 0 : (demand - supply) / depth;
  const next = Math.max(
    0.01,
    price * Math.min(1.6, Math.max(0.6, 1 + elasticity * shortfall)) +
      (usual - price) * return_rate,
  );
  const kept = turn.actions.filter(
    ({ action_type, action_payload }) =>
      action_type === 'hold' && holdSchema.parse(action_payload).good === name,
  );
  const orders = [...kept, ...offers, ...bids].map(({ trace }) => trace);
  const formed = turn.explain('price_formation', {
    causes: [...(orders.length > 0 ? orders : [turn.start]), turn.setBy(`${name}_price`)],
    description: `${name}: ${show(demand)} asked for, ${show(supply)} offered, ${show(traded)} traded at about ${show(price)}`,
    values: {
      good: name,
      demand,
      supply,
      traded,
      shortfall: round(shortfall),
      price,
      next: round(next),
    },
  });
  set(`${name}_traded`, undefined, traded, [formed]);
  set(`${name}_price`, undefined, next, [formed, ...orders]);
}

function sumOf(orders: readonly Order[]): number {
  return round(orders.reduce((total, { wanted }) => total + wanted, 0));
}
