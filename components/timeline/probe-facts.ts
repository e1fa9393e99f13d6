import { dateOf, formatTime, timeFormat, type TimeSpan } from '@/components/event-time/time-format';
import { formatCount } from '@/components/ui/format-count';
import { toEpochMicros, type EpochMicros } from '@/lib/events/epoch-micros';
import { unfoldPlace, type AxisModel } from './axis-model';
import {
  bucketAt,
  bucketRange,
  compareTypes,
  countIn,
  countTypes,
  OTHER_TYPES,
  totalIn,
  type BucketCounts,
} from './bucket-counts';
import { widthOf, type PlaceRange } from './place-range';
import type { TimelineEvent } from './timeline-event';

interface TypeCount {
  readonly type: string;
  /** `undefined` when it is counted with the other types. */
  readonly count: number | undefined;
}

/** The facts at a place of the timeline. */
export interface ProbeFacts {
  /** The place, as turns or times. */
  readonly where: string;
  /** The lane's name; `undefined` for all events. */
  readonly lane: string | undefined;
  /** The number of events of each type; always the same types, so that the tooltip keeps its size. */
  readonly counts: readonly TypeCount[];
  readonly total: number;
  /** How many of them failed; `undefined` when that is not known. */
  readonly failed: number | undefined;
  /** The single event at the place. */
  readonly event: TimelineEvent | undefined;
}

/** The facts of the bucket at a place; `undefined` while none are known. */
export function probeFacts(
  place: number,
  options: {
    readonly model: AxisModel;
    readonly counts: BucketCounts | undefined;
    readonly types: readonly string[];
    readonly lane?: string | undefined;
    readonly event?: TimelineEvent | undefined;
    /** Counts of failed events, by lane; several for all events. Default: not known. */
    readonly failed?: readonly BucketCounts[] | undefined;
  },
): ProbeFacts | undefined {
  const { model, counts, types, lane, event, failed } = options;
  if (counts === undefined) return undefined;
  const bucket = bucketAt(counts, place);
  if (bucket === -1) return undefined;
  const found = counts.types.map(({ type, counts: line }) => [type, line[bucket] ?? 0] as const);
  const areMore = found.some(([type]) => !types.includes(type));
  const shown = [...new Set([...types, ...(areMore ? [OTHER_TYPES] : [])])].sort(compareTypes);
  const known = countTypes(found, shown).map((count, at) => ({ type: shown[at] ?? '', count }));
  return {
    where: event === undefined ? rangeText(bucketRange(counts, bucket), model) : eventWhere(event),
    lane,
    counts: known,
    total: countIn(counts, bucket),
    failed: failed?.reduce(
      (sum, each) => sum + Math.round(totalIn(each, bucketRange(counts, bucket))),
      0,
    ),
    event,
  };
}

/** The turns or times of a range: `turn 31`, `turns 28–36`, `14:07:31–14:07:32`, with dates if the axis spans days. */
export function rangeText(range: PlaceRange, model: AxisModel): string {
  if (range.to <= range.from) return model.axis === 'turn' ? 'no turn' : 'no time';
  if (model.axis === 'turn') {
    const [first, last] = [Math.floor(range.from), Math.ceil(range.to) - 1];
    return last <= first
      ? `turn ${formatCount(first)}`
      : `turns ${formatCount(first)}–${formatCount(last)}`;
  }
  const { folds } = model;
  const [from, to] = [range.from, range.to].map((place) => toMicros(unfoldPlace(place, folds)));
  if (from === undefined || to === undefined) return '';
  const format = timeFormat(spanOf(model), widthOf({ from: Number(from), to: Number(to) }) / 10);
  // Both times are on the same day.
  const isSameDay = dateOf(from) === dateOf(to);
  const last = formatTime(to, isSameDay ? { ...format, date: 'none' } : format);
  return `${formatTime(from, format)}–${last}`;
}

/** The times of the first and the last event on the axis. */
function spanOf({ extent, folds }: AxisModel): TimeSpan {
  const [start, end] = [extent.from, extent.to].map((place) => toMicros(unfoldPlace(place, folds)));
  return { start, end };
}

function toMicros(time: number): EpochMicros {
  return toEpochMicros(BigInt(Math.round(time)));
}

function eventWhere({ turn, time }: TimelineEvent): string {
  return `turn ${formatCount(turn)}, ${formatTime(toMicros(time), { date: 'year', digits: 6 })} UTC`;
}

/** The facts in one sentence, for screen readers. */
export function probeText({ where, lane, counts, total, failed = 0, event }: ProbeFacts): string {
  if (event !== undefined) {
    return `${where}, ${lane ?? ''}: ${event.isFailed ? 'failed: ' : ''}${event.text}`;
  }
  const parts = counts.flatMap(({ type, count = 0 }) =>
    count === 0 ? [] : `${type.toLowerCase()} ${formatCount(count)}`,
  );
  const failures = failed === 0 ? [] : [`${formatCount(failed)} failed`];
  const numbers =
    total === 0 ? 'no events' : [`${formatCount(total)} events`, ...parts, ...failures].join(', ');
  return `${where}${lane === undefined ? '' : `, ${lane}`}: ${numbers}`;
}
