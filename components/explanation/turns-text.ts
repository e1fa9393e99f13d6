import { formatCount } from '@/components/ui/format-count';

/** For example `Turn 10`, or `Turns 10 to 22`. */
export function turnsText({
  firstTurn,
  lastTurn,
}: {
  readonly firstTurn: number;
  readonly lastTurn: number;
}): string {
  return firstTurn === lastTurn
    ? `Turn ${formatCount(firstTurn)}`
    : `Turns ${formatCount(firstTurn)} to ${formatCount(lastTurn)}`;
}
