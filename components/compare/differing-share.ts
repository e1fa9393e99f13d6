import { formatCount } from '@/components/ui/format-count';
import type { Comparison } from '@/lib/api/client';

type ComparedTurn = Comparison['turns'][number];

/** The share of the rows of some turns that differ, from 0 to 1. */
export function differingShare({ same, changed, missing, extra }: ComparedTurn): number {
  const all = same + changed + missing + extra;
  return all === 0 ? 0 : (changed + missing + extra) / all;
}

/** The turns that a turn is counted with. */
export function turnsAt(turns: readonly ComparedTurn[], turn: number): ComparedTurn | undefined {
  return turns.find(({ first_turn, last_turn }) => turn >= first_turn && turn <= last_turn);
}

/** `78 %`; less than half a percent that is not zero is `<1 %`. */
export function shareText(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 0 && share > 0) return '<1 %';
  if (percent === 100 && share < 1) return '>99 %';
  return `${formatCount(percent)} %`;
}
