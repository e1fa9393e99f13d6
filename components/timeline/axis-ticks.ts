import { scaleLinear, scaleUtc } from 'd3';
import { toEpochMicros, type EpochMicros } from '@/lib/events/epoch-micros';
import { durationText } from '@/components/event-time/event-time';
import {
  dateOf,
  formatDate,
  formatTime,
  timeFormat,
  type TimeFormat,
} from '@/components/event-time/time-format';
import { formatCount } from '@/components/ui/format-count';
import type { AxisModel } from './axis-model';
import { foldTime, unfoldPlace } from './axis-model';
import type { Fold } from './find-folds';
import { pixelOf, widthOf, type PlaceRange } from './place-range';

/** A label below the axis. */
export interface AxisTick {
  readonly key: string;
  readonly px: number;
  readonly text: string;
  /** `fold`: the length of the fold; `end`: the turn of the cause or of the effect of the chosen chain. */
  readonly kind: 'tick' | 'fold' | 'end';
}

/** The cause or the effect of a chain on the axis. */
export interface ChainEnd {
  readonly turn: number;
  readonly place: number;
}

const TICK_PX = 96;
/** The distance of ticks with six fractional digits of a second. */
const FINE_TICK_PX = 116;
const CHARACTER_PX = 6.6;
const GAP_PX = 10;

/** The labels below the axis, from left to right, without overlap. Ends of a chain and lengths of folds have priority. */
export function axisTicks(
  model: AxisModel,
  view: PlaceRange,
  widthPx: number,
  ends: readonly ChainEnd[] = [],
): readonly AxisTick[] {
  const named = ends.flatMap((end) => endTick(end, model, view, widthPx));
  const folds = model.folds.map((fold): AxisTick => {
    const px = pixelOf(foldTime(fold.cutStart, model.folds), view, widthPx);
    return { key: `fold ${fold.start}`, px, text: lengthText(fold.end - fold.start), kind: 'fold' };
  });
  const shown: AxisTick[] = [...named, ...folds].filter(isOn).reduce(withFree, []);
  if (model.axis === 'turn') {
    const turns = turnTicks(model, view, widthPx).filter(
      ({ key }) => !named.some((end) => end.key === `end ${key}`),
    );
    return ordered(turns.filter(isOn).reduce(withFree, shown));
  }
  const stepMicros = (widthOf(view) / widthPx) * TICK_PX;
  const { date } = timeFormat({ start: timeAt(model.extent.from), end: timeAt(model.extent.to) });
  let before = NaN;
  for (const time of timeTicks(model, view, widthPx)) {
    const px = pixelOf(foldTime(time, model.folds), view, widthPx);
    const text = timeText(time, { stepMicros, date, before });
    const tick: AxisTick = { key: `time ${time}`, px, text, kind: 'tick' };
    if (!isOn(tick) || !isFree(shown, tick)) continue;
    shown.push(tick);
    before = time;
  }
  return ordered(shown);

  function isOn({ px }: AxisTick): boolean {
    return px >= 0 && px <= widthPx;
  }

  /** Labels are centred below their place, and beside it at the edges. */
  function isFree(others: readonly AxisTick[], tick: AxisTick): boolean {
    const box = labelBox(tick, widthPx);
    return others.every((other) => {
      const { left, right } = labelBox(other, widthPx);
      return box.left >= right + GAP_PX || box.right <= left - GAP_PX;
    });
  }

  function withFree(others: AxisTick[], tick: AxisTick): AxisTick[] {
    return isFree(others, tick) ? [...others, tick] : others;
  }

  function timeAt(place: number): EpochMicros {
    return toMicros(unfoldPlace(place, model.folds));
  }
}

/** The label of an end: its turn where the axis has it, or at the place of its event. Without a label when it is out of view. */
function endTick(
  { turn, place }: ChainEnd,
  { axis }: AxisModel,
  view: PlaceRange,
  widthPx: number,
): readonly AxisTick[] {
  const key = `end turn ${turn}`;
  if (axis !== 'turn') {
    const px = pixelOf(place, view, widthPx);
    return [{ key, px, text: `turn ${formatCount(turn)}`, kind: 'end' }];
  }
  const [from, to] = [Math.max(turn, view.from), Math.min(turn + 1, view.to)];
  if (from >= to) return [];
  // The label is in the middle of its turn, because other turns may have no label beside it.
  const text = turn <= view.from ? `turn ${formatCount(turn)}` : formatCount(turn);
  return [{ key, px: pixelOf((from + to) / 2, view, widthPx), text, kind: 'end' }];
}

function ordered(ticks: readonly AxisTick[]): readonly AxisTick[] {
  return ticks.toSorted((a, b) => a.px - b.px);
}

/** The position of a label: centred below its place, but within the plot. */
export function labelPlacement(
  tick: Pick<AxisTick, 'text' | 'px'>,
  widthPx: number,
): 'start' | 'middle' | 'end' {
  const half = textPx(tick) / 2;
  if (tick.px < half) return 'start';
  return tick.px > widthPx - half ? 'end' : 'middle';
}

function labelBox(tick: AxisTick, widthPx: number) {
  const width = textPx(tick);
  const left = {
    start: tick.px,
    middle: tick.px - width / 2,
    end: tick.px - width,
  }[labelPlacement(tick, widthPx)];
  return { left, right: left + width };
}

/** The text of a length of time. */
export function lengthText(micros: number): string {
  return durationText(BigInt(Math.round(micros)));
}

/** The approximate width of a label. */
export function textPx({ text }: Pick<AxisTick, 'text'>): number {
  return text.length * CHARACTER_PX;
}

function turnTicks({ extent }: AxisModel, view: PlaceRange, widthPx: number): readonly AxisTick[] {
  const scale = scaleLinear([view.from, view.to], [0, widthPx]);
  const labelPx = textPx({ text: `turn ${formatCount(Math.ceil(view.to))}` }) + GAP_PX;
  const turns = scale
    .ticks(Math.max(2, widthPx / Math.max(TICK_PX, labelPx)))
    .filter((turn) => Number.isInteger(turn) && turn < extent.to);
  // No turn begins within a part of a single turn, so its label is at the edge.
  const named = turns.length === 0 ? [Math.floor(view.from)] : turns;
  return named.map((turn, at) => ({
    key: `turn ${turn}`,
    px: Math.max(0, scale(turn)),
    text: at === 0 ? `turn ${formatCount(turn)}` : formatCount(turn),
    kind: 'tick',
  }));
}

/** Round times, as many as fit between folds. */
function timeTicks(model: AxisModel, view: PlaceRange, widthPx: number): readonly number[] {
  const tickPx = widthOf(view) / widthPx < 1e3 / TICK_PX ? FINE_TICK_PX : TICK_PX;
  const stepMicros = (widthOf(view) / widthPx) * tickPx;
  return segments(
    model.folds,
    unfoldPlace(view.from, model.folds),
    unfoldPlace(view.to, model.folds),
  ).flatMap((segment) => roundTimes(segment, widthOf(segment) / stepMicros));
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
  if (to - from < 20_000) {
    const times = scaleLinear([from, to], [0, 1]).ticks(Math.max(1, count));
    return times.filter((time) => Number.isInteger(time));
  }
  const scale = scaleUtc([from / 1000, to / 1000], [0, 1]);
  return scale.ticks(Math.max(1, count)).map((date) => date.getTime() * 1000);
}

const DAY = 86_400e6;

/** The part of a time that distinguishes neighbouring ticks, after the date if it differs from the previous tick. */
function timeText(
  time: number,
  { stepMicros, date, before }: { stepMicros: number; date: TimeFormat['date']; before: number },
): string {
  const micros = toMicros(time);
  const isNewDate =
    date !== 'none' && (Number.isNaN(before) || dateOf(micros) !== dateOf(toMicros(before)));
  if (date !== 'none' && time % DAY === 0 && (isNewDate || stepMicros >= DAY)) {
    return formatDate(micros, date);
  }
  const clock = clockText(micros, time, stepMicros);
  return isNewDate ? `${formatDate(micros, date)} ${clock}` : clock;
}

function clockText(micros: EpochMicros, time: number, stepMicros: number): string {
  if (stepMicros >= 60e6 && time % 60e6 === 0) {
    return formatTime(micros, { date: 'none', digits: 0 }).slice(0, 'hh:mm'.length);
  }
  if (stepMicros >= 1e6 && time % 1e6 === 0) return formatTime(micros, { date: 'none', digits: 0 });
  const digits = stepMicros >= 1e3 && time % 1e3 === 0 ? 3 : 6;
  return formatTime(micros, { date: 'none', digits });
}

function toMicros(time: number): EpochMicros {
  return toEpochMicros(BigInt(Math.round(time)));
}
