import { bisector } from 'd3';
import { exactJsonOf, inlineText } from '@/components/ui/exact-json';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import type { VariableSeries } from '@/lib/api/contract';
import type { TurnRange } from './turn-range';
import { writeVariableKey } from '@/lib/replay/variable-key';

/** A turn in which a variable was set, and to what. */
export interface ChartPoint {
  readonly turn: number;
  readonly value: unknown;
  readonly eventId: string;
}

/** A variable as it is charted. */
export interface ChartSeries {
  readonly key: string;
  /** Its place among those that are charted: what it looks like. */
  readonly at: number;
  /** `numbers` go up and down; any others are told by name. */
  readonly kind: 'numbers' | 'names';
  readonly points: readonly ChartPoint[];
  /** Whether turns were left out. */
  readonly isSampled: boolean;
}

/** The variables that were chosen, in that order, as far as they are in the answer. */
export function chartSeries(
  chosen: readonly string[],
  variables: readonly VariableSeries[],
): readonly ChartSeries[] {
  const byKey = new Map(variables.map((each) => [writeVariableKey(each), each]));
  return chosen.flatMap((key, at) => {
    const variable = byKey.get(key);
    if (variable === undefined) return [];
    const points = (variable.points ?? []).map(({ turn, value, event_id }) => ({
      ...{ turn, value, eventId: event_id },
    }));
    const isNumeric =
      points.some(({ value }) => typeof value === 'number') &&
      points.every(({ value }) => typeof value === 'number' || value === null);
    const isSampled = variable.is_sampled === true;
    return [{ key, at, kind: isNumeric ? 'numbers' : 'names', points, isSampled }];
  });
}

/** Series with more of their points within some turns; what is before and after stays. */
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

/** What set the value that holds at the end of a turn; `undefined` before the first that is known. */
export function pointAt(points: readonly ChartPoint[], turn: number): ChartPoint | undefined {
  return points[byTurn.right(points, turn) - 1];
}

/** The points of some turns, and the one before them, whose value goes on into them. */
export function pointsWithin(
  points: readonly ChartPoint[],
  { first, last }: TurnRange,
): readonly ChartPoint[] {
  return points.slice(Math.max(0, byTurn.right(points, first) - 1), byTurn.right(points, last));
}

/** Whether a value has a place on an axis: a number written as 1e400 has none. */
export function isPlaced(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A value on one line. */
export function valueText(value: unknown): ShownText {
  const exact = exactJsonOf(value);
  return exact === undefined ? shownName('') : inlineText(exact);
}
