import { scaleLinear, scaleUtc } from 'd3';
import { toEpochMicros } from '@/lib/events/epoch-micros';
import { calendarDay, clockTime } from '@/components/event-time/event-time';
import { formatCount } from '@/components/ui/format-count';
import type { AxisModel } from './axis-model';
import { foldTime, unfoldPlace } from './axis-model';
import type { Fold } from './find-folds';
import { pixelOf, widthOf, type PlaceRange } from './place-range';

/** A label under the axis. */
export interface AxisTick {
  readonly key: string;
  readonly px: number;
  readonly text: string;
  /** `fold`: how long what is folded here was. */
  readonly kind: 'tick' | 'fold';
}

const TICK_PX = 96;
const CHARACTER_PX = 6.6;
const GAP_PX = 10;

/** What stands under the axis, from left to right, none over another; the lengths of folds before all else. */
export function axisTicks(
  model: AxisModel,
  view: PlaceRange,
  widthPx: number,
): readonly AxisTick[] {
  const folds = model.folds.map((fold): AxisTick => {
    const px = pixelOf(foldTime(fold.cutStart, model.folds), view, widthPx);
    return { key: `fold ${fold.start}`, px, text: lengthText(fold.end - fold.start), kind: 'fold' };
  });
  const ticks =
    model.axis === 'turn' ? turnTicks(model, view, widthPx) : timeTicks(model, view, widthPx);
  const shown: AxisTick[] = [];
  for (const tick of [...folds, ...ticks]) {
    if (tick.px < 0 || tick.px > widthPx) continue;
    const isFree = shown.every(
      (other) => Math.abs(other.px - tick.px) >= (textPx(other) + textPx(tick)) / 2 + GAP_PX,
    );
    if (isFree) shown.push(tick);
  }
  return shown.toSorted((a, b) => a.px - b.px);
}

/** How wide a label is, roughly. */
export function textPx({ text }: Pick<AxisTick, 'text'>): number {
  return text.length * CHARACTER_PX;
}

const UNITS: readonly (readonly [micros: number, name: string])[] = [
  [86_400e6, 'd'],
  [3600e6, 'h'],
  [60e6, 'min'],
  [1e6, 's'],
  [1e3, 'ms'],
  [1, 'µs'],
];

/** A length of time in its two largest units: `6 h 12 min`. */
export function lengthText(micros: number): string {
  for (const [at, [unit, name]] of UNITS.entries()) {
    if (micros < unit) continue;
    const [smaller, smallerName] = UNITS[at + 1] ?? [1, ''];
    const rest = Math.floor((micros % unit) / smaller);
    const isExactEnough = unit <= 1e6 || rest === 0;
    return `${Math.floor(micros / unit)} ${name}${isExactEnough ? '' : ` ${rest} ${smallerName}`}`;
  }
  return '0 µs';
}

function turnTicks({ extent }: AxisModel, view: PlaceRange, widthPx: number): readonly AxisTick[] {
  const scale = scaleLinear([view.from, view.to], [0, widthPx]);
  const turns = scale
    .ticks(Math.max(2, widthPx / TICK_PX))
    .filter((turn) => Number.isInteger(turn) && turn < extent.to);
  // Within one turn no turn begins: it is named at the edge.
  const named = turns.length === 0 ? [Math.floor(view.from)] : turns;
  return named.map((turn, at) => ({
    key: `turn ${turn}`,
    px: Math.max(0, scale(turn)),
    text: at === 0 ? `turn ${formatCount(turn)}` : formatCount(turn),
    kind: 'tick',
  }));
}

/** Ticks at round times, between folds as many as there is room for. */
function timeTicks(model: AxisModel, view: PlaceRange, widthPx: number): readonly AxisTick[] {
  const stepMicros = (widthOf(view) / widthPx) * TICK_PX;
  return segments(
    model.folds,
    unfoldPlace(view.from, model.folds),
    unfoldPlace(view.to, model.folds),
  ).flatMap((segment) =>
    roundTimes(segment, widthOf(segment) / stepMicros).map((time): AxisTick => {
      const px = pixelOf(foldTime(time, model.folds), view, widthPx);
      return { key: `time ${time}`, px, text: timeText(time, stepMicros), kind: 'tick' };
    }),
  );
}

function segments(folds: readonly Fold[], from: number, to: number): readonly PlaceRange[] {
  const edges = folds.flatMap(({ cutStart, cutEnd }) => [cutStart, cutEnd]);
  return [from, ...edges, to]
    .reduce<PlaceRange[]>((found, edge, at, all) => {
      if (at % 2 === 0) found.push({ from: edge, to: all[at + 1] ?? edge });
      return found;
    }, [])
    .map((segment) => ({ from: Math.max(segment.from, from), to: Math.min(segment.to, to) }))
    .filter((segment) => segment.to > segment.from);
}

function roundTimes({ from, to }: PlaceRange, count: number): readonly number[] {
  if (to - from < 20_000) return scaleLinear([from, to], [0, 1]).ticks(Math.max(1, count));
  const scale = scaleUtc([from / 1000, to / 1000], [0, 1]);
  return scale.ticks(Math.max(1, count)).map((date) => date.getTime() * 1000);
}

const DAY = 86_400e6;

/** As much of a time as neighbouring ticks differ in; at midnight the day. */
function timeText(time: number, stepMicros: number): string {
  const micros = toEpochMicros(BigInt(Math.round(time)));
  if (time % DAY === 0) return calendarDay(micros).slice(stepMicros > 300 * DAY ? 0 : 5);
  const clock = clockTime(micros);
  if (stepMicros >= 60e6 && time % 60e6 === 0) return clock.slice(0, 'hh:mm'.length);
  if (stepMicros >= 1e6 && time % 1e6 === 0) return clock.slice(0, 'hh:mm:ss'.length);
  return stepMicros >= 1e3 && time % 1e3 === 0 ? clock.slice(0, 'hh:mm:ss.fff'.length) : clock;
}
