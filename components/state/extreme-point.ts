import { median } from 'd3';
import type { VariableSeries } from '@/lib/api/contract';

/** A value of a variable that a reader asks about. */
export interface ExtremePoint {
  readonly turn: number;
  readonly value: number;
  readonly event_id: string;
}

/** The number of a series that lies farthest from its middle; the first of several. `undefined` when they are all equal. */
export function extremePoint(series: VariableSeries | undefined): ExtremePoint | undefined {
  const numbers = (series?.points ?? []).flatMap(({ turn, value, event_id }) =>
    typeof value === 'number' && Number.isFinite(value) ? [{ turn, value, event_id }] : [],
  );
  const middle = median(numbers, ({ value }) => value) ?? 0;
  const distanceOf = ({ value }: ExtremePoint): number => Math.abs(value - middle);
  const [first, ...rest] = numbers;
  if (first === undefined) return undefined;
  const extreme = rest.reduce<ExtremePoint>(
    (most, point) => (distanceOf(point) > distanceOf(most) ? point : most),
    first,
  );
  return distanceOf(extreme) === 0 ? undefined : extreme;
}
