import { inlineText } from '@/components/ui/exact-json';
import type { ShownText } from '@/components/ui/shown-text';
import { curveStepAfter, line } from 'd3';
import { placedNumber, pointsWithin } from './chart-series';
import type { ChartPoint } from './exact-series';
import type { TurnRange } from './turn-range';

type Scale = (value: number) => number;

/**
 * A step line: a value holds until it is set again, and the last one to the end. It is interrupted where the value is not a
 * number.
 */
export function stepPath(
  points: readonly ChartPoint[],
  turns: TurnRange,
  { x, y }: { readonly x: Scale; readonly y: Scale },
): string {
  const shown = pointsWithin(points, turns);
  const end = shown.at(-1);
  const path = line<ChartPoint>()
    .curve(curveStepAfter)
    .digits(1)
    .defined(({ value }) => placedNumber(value) !== undefined)
    .x(({ turn }) => x(Math.max(turn, turns.first)))
    .y(({ value }) => y(placedNumber(value) ?? 0));
  return path(end === undefined ? [] : [...shown, { ...end, turn: turns.last }]) ?? '';
}

/** A value over some turns. */
export interface ValueRun {
  readonly text: ShownText;
  readonly from: number;
  /** The start of the next one. */
  readonly to: number;
  readonly eventId: string;
  /** The index of this value among the different values: equal values look alike. */
  readonly shade: number;
}

/** The consecutive values of a variable. Setting an equal value again does not start a new one. */
export function valueRuns(points: readonly ChartPoint[], turns: TurnRange): readonly ValueRun[] {
  const shades = new Map<string, number>();
  for (const { value } of points) {
    const text = inlineText(value);
    if (!shades.has(text)) shades.set(text, shades.size);
  }
  const runs: ValueRun[] = [];
  for (const { turn, value, eventId } of pointsWithin(points, turns)) {
    const text = inlineText(value);
    const from = Math.max(turn, turns.first);
    const last = runs.at(-1);
    if (last?.text === text) continue;
    if (last !== undefined) runs[runs.length - 1] = { ...last, to: from };
    runs.push({ text, from, to: turns.last, eventId, shade: shades.get(text) ?? 0 });
  }
  return runs;
}

/** Moves labels apart so that none overlap, each as close to its place as possible, in the given order. */
export function spreadLabels(
  places: readonly number[],
  {
    least,
    most,
    height,
  }: { readonly least: number; readonly most: number; readonly height: number },
): readonly number[] {
  const order = places.map((place, at) => ({ place, at })).sort((a, b) => a.place - b.place);
  let floor = least;
  const down = order.map(({ place, at }) => {
    const moved = Math.max(place, floor);
    floor = moved + height;
    return { moved, at };
  });
  let ceiling = most;
  const spread = new Array<number>(places.length).fill(least);
  for (const { moved, at } of down.reverse()) {
    const place = Math.min(moved, ceiling);
    ceiling = place - height;
    spread[at] = place;
  }
  return spread;
}
