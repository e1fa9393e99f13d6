import { area, curveStepAfter } from 'd3';
import { placedNumber, pointAt } from '@/components/state/chart-series';
import type { ChartPoint, ExactSeries } from '@/components/state/exact-series';
import type { TurnRange } from '@/components/state/turn-range';
import type { Both } from './side';

type Scale = (value: number) => number;

/** Whether all values are numbers, and there are some. */
export function isNumeric(series: readonly (ExactSeries | undefined)[]): boolean {
  const values = series.flatMap((each) => each?.points ?? []).map(({ value }) => value);
  return (
    values.some(({ kind }) => kind === 'number') &&
    values.every(({ kind }) => kind === 'number' || kind === 'null')
  );
}

/** The area between the step lines of both runs, where both have a number. */
export function gapPath(
  points: Both<readonly ChartPoint[]>,
  { first, last }: TurnRange,
  { x, y }: { readonly x: Scale; readonly y: Scale },
): string {
  const set = [...points.a, ...points.b].map(({ turn }) => turn);
  const turns = [...new Set([...set, last])]
    .filter((turn) => turn >= first && turn <= last)
    .sort((one, other) => one - other);
  const valueOf = (side: readonly ChartPoint[], turn: number): number | undefined => {
    const point = pointAt(side, turn);
    return point && placedNumber(point.value);
  };
  const path = area<number>()
    .curve(curveStepAfter)
    .digits(1)
    .defined(
      (turn) => valueOf(points.a, turn) !== undefined && valueOf(points.b, turn) !== undefined,
    )
    .x((turn) => x(turn))
    .y0((turn) => y(valueOf(points.a, turn) ?? 0))
    .y1((turn) => y(valueOf(points.b, turn) ?? 0));
  return path(turns) ?? '';
}
