import { extent, scaleLinear, type ScaleLinear } from 'd3';
import type { TurnRange } from '@/components/state/turn-range';
import type { Comparison } from '@/lib/api/client';

/** The room beside the plots, for ticks and for the last values. */
const WIDE = { leftPx: 44, rightPx: 92 };
const NARROW = { leftPx: 34, rightPx: 8 };
const LEAST_WIDE_PX = 560;

/** The one axis of all rows: a turn has the same place in each. */
export interface TurnAxis {
  readonly turns: TurnRange;
  readonly widthPx: number;
  readonly leftPx: number;
  readonly rightPx: number;
  /** The middle of a turn. */
  readonly x: ScaleLinear<number, number>;
  /** Whether there is room for the last values beside the plots. */
  readonly isWide: boolean;
}

/** @param widthPx of the plots, with the room beside them */
export function turnAxis(turns: TurnRange, widthPx: number): TurnAxis {
  const isWide = widthPx >= LEAST_WIDE_PX;
  const room = isWide ? WIDE : NARROW;
  const leftPx = room.leftPx;
  const rightPx = Math.max(leftPx + 1, widthPx - room.rightPx);
  const x = scaleLinear([turns.first - 0.5, turns.last + 0.5], [leftPx, rightPx]);
  return { turns, widthPx, leftPx, rightPx, x, isWide };
}

/** The turns of both runs together; `undefined` when neither has any. */
export function turnsOfBoth({ a, b }: Pick<Comparison, 'a' | 'b'>): TurnRange | undefined {
  const ends = [a.first_turn, a.last_turn, b.first_turn, b.last_turn].filter(
    (turn) => turn !== null,
  );
  const [first, last] = extent(ends);
  return first === undefined ? undefined : { first, last };
}
