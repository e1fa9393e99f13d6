import type { Outlook } from './outlook';

/** What it uses up of a good in a turn: as it is, and in what it makes. */
export function needOf({ trader, own }: Outlook, good: string): number {
  const made = Object.entries(trader.produces).reduce(
    (sum, [product, { from }]) => sum + (from[good] ?? 0) * own(`${product}_output`),
    0,
  );
  return (trader.consumes[good] ?? 0) + made;
}

/** What it pays for making what it makes in a turn, besides what that is made of. */
export function costOf({ trader, own }: Outlook): number {
  return Object.entries(trader.produces).reduce(
    (sum, [product, { cost }]) => sum + cost * own(`${product}_output`),
    0,
  );
}
