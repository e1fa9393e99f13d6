import { bisector } from 'd3';
import type { ExactJson } from '@/components/ui/exact-json';
import type { ChartPoint, ExactSeries } from './exact-series';
import type { TurnRange } from './turn-range';
import { writeVariableKey } from '@/lib/replay/variable-key';

/** A variable in the charts. */
export interface ChartSeries {
  readonly key: string;
  /** Its index among the charted variables, which determines its look. */
  readonly at: number;
  /** `numbers` are drawn as a line, `names` as a strip. */
  readonly kind: 'numbers' | 'names';
  readonly points: readonly ChartPoint[];
  /** Whether turns were left out. */
  readonly isSampled: boolean;
}

/** The chosen variables in their order, as far as the answer has them. */
export function chartSeries(
  chosen: readonly string[],
  variables: readonly ExactSeries[],
): readonly ChartSeries[] {
  const byKey = new Map(variables.map((each) => [writeVariableKey(each), each]));
  return chosen.flatMap((key, at) => {
    const variable = byKey.get(key);
    if (variable === undefined) return [];
    const { points } = variable;
    const isNumeric =
      points.some(({ value }) => value.kind === 'number') &&
      points.every(({ value }) => value.kind === 'number' || value.kind === 'null');
    const isSampled = variable.is_sampled === true;
    return [{ key, at, kind: isNumeric ? 'numbers' : 'names', points, isSampled }];
  });
}

/** Replaces a part of the series by a more detailed one for some turns. */
export function withCloserLook(
  whole: readonly ChartSeries[],
  closer: readonly ChartSeries[],
  turns: TurnRange,
): readonly ChartSeries[] {
  const byKey = new Map(closer.map((each) => [each.key, each]));
  return whole.map((series) => {
    const within = byKey.get(series.key);
    if (within === undefined) return series;
    const points = [
      ...series.points.filter(({ turn }) => turn < turns.first),
      ...within.points,
      ...series.points.filter(({ turn }) => turn > turns.last),
    ];
    return { ...series, points };
  });
}

const byTurn = bisector(({ turn }: ChartPoint) => turn);

/** The point whose value holds at the end of a turn; `undefined` before the first one. */
export function pointAt(points: readonly ChartPoint[], turn: number): ChartPoint | undefined {
  return points[byTurn.right(points, turn) - 1];
}

/** The points of some turns, and the one before them, whose value still holds at their start. */
export function pointsWithin(
  points: readonly ChartPoint[],
  { first, last }: TurnRange,
): readonly ChartPoint[] {
  return points.slice(Math.max(0, byTurn.right(points, first) - 1), byTurn.right(points, last));
}

/** A value as a number; `undefined` for values such as 1e400, which no axis reaches. */
export function placedNumber(value: ExactJson): number | undefined {
  if (value.kind !== 'number') return undefined;
  const number = Number(value.text);
  return Number.isFinite(number) ? number : undefined;
}

/** Whether a value is a number that no axis reaches. */
export function isBeyond(value: ExactJson): value is ExactJson & { readonly kind: 'number' } {
  return value.kind === 'number' && placedNumber(value) === undefined;
}
