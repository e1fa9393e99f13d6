import { curveStepAfter, extent, line, scaleLinear } from 'd3';
import type { VariableSeries } from '@/lib/api/contract';
import { shareOfTurn, type TurnRange } from './turn-range';

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** A numeric series as a step line up to the last turn; any other as ticks at its settings. Empty without points. */
export function sparklinePath(
  points: NonNullable<VariableSeries['points']>,
  range: TurnRange,
  { width, height }: Box,
): string {
  const xOf = (turn: number) => 1 + shareOfTurn(turn, range) * (width - 2);
  const numbers = points.flatMap(({ turn, value }) =>
    typeof value === 'number' && Number.isFinite(value) ? [{ turn, value }] : [],
  );
  if (numbers.length < points.length || numbers.length === 0) {
    return points
      .map(({ turn }) => `M${xOf(turn).toFixed(1)},${height * 0.25}V${height * 0.75}`)
      .join('');
  }
  const [least = 0, most = 0] = extent(numbers, ({ value }) => value);
  const y = scaleLinear([least, most], [height - 2, 2]);
  const end = numbers.at(-1);
  const steps = line<{ readonly turn: number; readonly value: number }>()
    .curve(curveStepAfter)
    .digits(1)
    .x(({ turn }) => xOf(turn))
    .y(({ value }) => (least === most ? height / 2 : y(value)));
  return steps(end === undefined ? [] : [...numbers, { turn: range.last, value: end.value }]) ?? '';
}
