import type { Outlook } from './outlook';

/** The amount of a good that it uses in a turn, for consumption and for production. */
export function needOf({ trader, own }: Outlook, good: string): number {
  const made = Object.entries(trader.produces).reduce(
    (sum, [product, { from }]) => sum + (from[good] ?? 0) * own(`${product}_output`),
    0,
  );
  return (trader.consumes[good] ?? 0) + made;
}

/** The cost of its production in a turn, without the materials. */
export function costOf({ trader, own }: Outlook): number {
  return Object.entries(trader.produces).reduce(
    (sum, [product, { cost }]) => sum + cost * own(`${product}_output`),
    0,
  );
}
