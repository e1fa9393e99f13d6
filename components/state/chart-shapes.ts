import { inlineText } from '@/components/ui/exact-json';
import type { ShownText } from '@/components/ui/shown-text';
import { curveStepAfter, line } from 'd3';
import { placedNumber, pointsWithin } from './chart-series';
import type { ChartPoint } from './exact-series';
import type { TurnRange } from './turn-range';

type Scale = (value: number) => number;

/** A line of steps: a value holds until it is set again, and the last one to the end. Broken where it is no number. */
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

/** A value that held over some turns. */
export interface ValueRun {
  readonly text: ShownText;
  readonly from: number;
  /** Where the next one begins. */
  readonly to: number;
  readonly eventId: string;
  /** The how many-th different value it is: equal ones look alike. */
  readonly shade: number;
}

/** The values of a variable one after the other; one that was set again to the same is one run. */
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

/** Labels moved apart so that none covers another, each as near to its place as may be; in the order given. */
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
