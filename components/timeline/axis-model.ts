import { formatTimestamp, toEpochMicros } from '@/lib/events/epoch-micros';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { Fold } from './find-folds';
import type { PlaceRange } from './place-range';
import type { Span } from './span';
import type { TimelineAxis } from './timeline-axis';

/** Turns an axis into places, numbers along which it is drawn evenly, and back. */
export interface AxisModel {
  readonly axis: TimelineAxis;
  /** Where all events are. */
  readonly extent: PlaceRange;
  /** The narrowest range that is worth looking at. */
  readonly minWidth: number;
  /** In order; none but on the folded axis. */
  readonly folds: readonly Fold[];
  /** Where an event stands; times are microseconds since 1970. */
  placeOf(event: { readonly id?: string; readonly turn: number; readonly time: number }): number;
  toPlaces(span: Span): PlaceRange;
  toSpan(range: PlaceRange): Span;
  /** The range with the turns whole that are partly in it. */
  wholeRange(range: PlaceRange): PlaceRange;
  /** The condition on events that holds within a range; an event beyond it may meet it, too. Turns are whole. */
  toCriteria(range: PlaceRange): EventCriteria;
  /** The same for a part of one or two turns, when it can be told which; else that of whole ones. */
  toPartCriteria(range: PlaceRange): EventCriteria;
}

/** The first and the last time of an event of a turn. */
export type TurnTimes = ReadonlyMap<number, { readonly first: number; readonly last: number }>;

/** How much of a turn's width stays free on either side of its events. */
const TURN_MARGIN = 0.04;

/** Turn after turn, each as wide as the other; within a turn whose times are known, events stand by their time. */
export function turnAxis(firstTurn: number, lastTurn: number, times: TurnTimes): AxisModel {
  return {
    axis: 'turn',
    extent: { from: firstTurn, to: lastTurn + 1 },
    minWidth: 0.05,
    folds: [],
    placeOf: ({ turn, time }) => turn + shareOfTurn(times.get(turn), time),
    toPlaces: ({ from, to }) => ({ from, to }),
    toSpan: ({ from, to }) => ({ from, to }),
    wholeRange: ({ from, to }) => ({ from: Math.floor(from), to: Math.ceil(to) }),
    toCriteria: ({ from, to }) => turnCriteria(from, to),
    toPartCriteria: (range) => {
      const turns = turnCriteria(range.from, range.to);
      const { turn_start: first, turn_end: last } = turns;
      const [from, to] = [times.get(first), times.get(last)];
      if (last - first > 1 || from === undefined || to === undefined) return turns;
      // Turns that run at the same time cannot be told apart by time.
      if (first !== last && from.last > to.first) return turns;
      return {
        ...turns,
        start_timestamp: timestampAt(timeWithin(from, range.from - first)),
        end_timestamp: timestampAt(timeWithin(to, range.to - last) + 1),
      };
    },
  };
}

/** The turns that are at least partly in a range, as far as there can be such. */
export function turnCriteria(from: number, to: number) {
  const known = (turn: number) => Math.min(Math.max(turn, 0), Number.MAX_SAFE_INTEGER);
  const first = known(Math.floor(from));
  return { turn_start: first, turn_end: Math.max(first, known(Math.ceil(to) - 1)) };
}

/** Time as it went by, but for folds. */
export function timeAxis(
  startTime: number,
  endTime: number,
  folds: readonly Fold[] = [],
  axis: 'time' | 'folded' = 'time',
): AxisModel {
  const fold = (time: number) => foldTime(time, folds);
  const unfold = (place: number) => unfoldPlace(place, folds);
  const [first, last] = [fold(startTime), fold(endTime)];
  const timesOf = (range: PlaceRange) => ({
    start_timestamp: timestampAt(unfold(range.from)),
    end_timestamp: timestampAt(unfold(range.to)),
  });
  const minWidth = leastWidth(startTime, endTime);
  const margin = Math.max(minWidth / 2, Math.round((last - first) * 0.004));
  return {
    axis,
    extent: { from: first - margin, to: last + margin },
    minWidth,
    folds,
    placeOf: ({ time }) => fold(time),
    toPlaces: ({ from, to }) => ({ from: fold(from), to: fold(to) }),
    toSpan: ({ from, to }) => ({ from: unfold(from), to: unfold(to) }),
    wholeRange: (range) => range,
    toCriteria: timesOf,
    toPartCriteria: timesOf,
  };
}

/** A few microseconds, or as many as doubles of so large times tell apart on a screen: 32 in the year 9999. */
function leastWidth(startTime: number, endTime: number): number {
  const largest = Math.max(Math.abs(startTime), Math.abs(endTime), 1);
  const stepMicros = 2 ** (Math.floor(Math.log2(largest)) - 52);
  return Math.max(LEAST_WIDTH_MICROS, 4 * stepMicros);
}

const LEAST_WIDTH_MICROS = 8;

/** Where a time stands when what is cut out of folds takes no width. */
export function foldTime(time: number, folds: readonly Fold[]): number {
  let cut = 0;
  for (const { cutStart, cutEnd } of folds) {
    if (time <= cutStart) break;
    cut += Math.min(time, cutEnd) - cutStart;
  }
  return time - cut;
}

/** The time of a place; of the one where a fold is cut, the beginning of the cut. */
export function unfoldPlace(place: number, folds: readonly Fold[]): number {
  let time = place;
  for (const { cutStart, cutEnd } of folds) {
    if (time <= cutStart) break;
    time += cutEnd - cutStart;
  }
  return time;
}

const EARLIEST = -62_135_596_800_000_000;
const LATEST = 253_402_300_799_999_000;

/** A time as the API reads it, within the years it knows. */
export function timestampAt(time: number): string {
  const known = Math.min(Math.max(Math.floor(time), EARLIEST), LATEST);
  return formatTimestamp(toEpochMicros(BigInt(known)));
}

type Ends = { readonly first: number; readonly last: number } | undefined;

function shareOfTurn(ends: Ends, time: number): number {
  if (ends === undefined || ends.last <= ends.first) return 0.5;
  const share = Math.min(Math.max((time - ends.first) / (ends.last - ends.first), 0), 1);
  return TURN_MARGIN + (1 - 2 * TURN_MARGIN) * share;
}

function timeWithin(ends: NonNullable<Ends>, share: number): number {
  const within = Math.min(Math.max((share - TURN_MARGIN) / (1 - 2 * TURN_MARGIN), 0), 1);
  return ends.first + (ends.last - ends.first) * within;
}
