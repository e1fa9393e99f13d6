import { formatTimestamp, toEpochMicros } from '@/lib/events/epoch-micros';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { Fold } from './find-folds';
import type { PlaceRange } from './place-range';
import type { Span } from './span';
import type { TimelineAxis } from './timeline-axis';

/** Converts between an axis and places, which are numbers with a linear scale on the plot. */
export interface AxisModel {
  readonly axis: TimelineAxis;
  /** The range of all events. */
  readonly extent: PlaceRange;
  /** The width of the narrowest useful range. */
  readonly minWidth: number;
  /** In order; only the folded axis has folds. */
  readonly folds: readonly Fold[];
  /** The place of an event; times are microseconds since 1970. */
  placeOf(event: { readonly id?: string; readonly turn: number; readonly time: number }): number;
  toPlaces(span: Span): PlaceRange;
  toSpan(range: PlaceRange): Span;
  /** The range, extended to whole turns. */
  wholeRange(range: PlaceRange): PlaceRange;
  /** Criteria that match all events within a range, in whole turns. They may also match events beyond it. */
  toCriteria(range: PlaceRange): EventCriteria;
  /** The same for parts of one or two turns, if times can express them; otherwise in whole turns. */
  toPartCriteria(range: PlaceRange): EventCriteria;
}

/** The times of the first and the last event of each turn. */
export type TurnTimes = ReadonlyMap<number, { readonly first: number; readonly last: number }>;

/** The share of a turn's width that stays free on each side of its events. */
const TURN_MARGIN = 0.04;

/** An axis of turns with equal widths. Within a turn with known times, events are placed by time. */
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
      // Times cannot separate turns that overlap.
      if (first !== last && from.last > to.first) return turns;
      return {
        ...turns,
        start_timestamp: timestampAt(timeWithin(from, range.from - first)),
        end_timestamp: timestampAt(timeWithin(to, range.to - last) + 1),
      };
    },
  };
}

/** The turns that are at least partly in a range, limited to valid turn numbers. */
export function turnCriteria(from: number, to: number) {
  const known = (turn: number) => Math.min(Math.max(turn, 0), Number.MAX_SAFE_INTEGER);
  const first = known(Math.floor(from));
  return { turn_start: first, turn_end: Math.max(first, known(Math.ceil(to) - 1)) };
}

/** A linear axis of time, except for folds. */
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

/** A few microseconds, or more where doubles cannot distinguish times on a screen: 32 in the year 9999. */
function leastWidth(startTime: number, endTime: number): number {
  const largest = Math.max(Math.abs(startTime), Math.abs(endTime), 1);
  const stepMicros = 2 ** (Math.floor(Math.log2(largest)) - 52);
  return Math.max(LEAST_WIDTH_MICROS, 4 * stepMicros);
}

const LEAST_WIDTH_MICROS = 8;

/** The place of a time when the cut parts of folds have no width. */
export function foldTime(time: number, folds: readonly Fold[]): number {
  let cut = 0;
  for (const { cutStart, cutEnd } of folds) {
    if (time <= cutStart) break;
    cut += Math.min(time, cutEnd) - cutStart;
  }
  return time - cut;
}

/** The time of a place; at the cut of a fold, the beginning of the cut. */
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

/** A time in the format of the API, limited to its range of years. */
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
