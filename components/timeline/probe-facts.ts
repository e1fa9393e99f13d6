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
  type BucketCounts,
} from './bucket-counts';
import { widthOf, type PlaceRange } from './place-range';
import type { TimelineEvent } from './timeline-event';

interface TypeCount {
  readonly type: string;
  /** `undefined` where it is among the other types. */
  readonly count: number | undefined;
}

/** What stands at a place of the timeline. */
export interface ProbeFacts {
  /** Where: turns or times. */
  readonly where: string;
  /** The lane's name; `undefined` for all events. */
  readonly lane: string | undefined;
  /** How many events of each type; always the same types, so that what shows them keeps its size. */
  readonly counts: readonly TypeCount[];
  readonly total: number;
  /** The single event that is meant. */
  readonly event: TimelineEvent | undefined;
}

/** The numbers of the bucket a place is in; `undefined` where none is known. */
export function probeFacts(
  place: number,
  options: {
    readonly model: AxisModel;
    readonly counts: BucketCounts | undefined;
    readonly types: readonly string[];
    readonly lane?: string | undefined;
    readonly event?: TimelineEvent | undefined;
  },
): ProbeFacts | undefined {
  const { model, counts, types, lane, event } = options;
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
    event,
  };
}

/** Which turns or times a range is: `turn 31`, `turns 28–36`, `14:07:31–14:07:32`, with dates where the axis spans days. */
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
  // The day of the first is that of the second.
  const isSameDay = dateOf(from) === dateOf(to);
  const last = formatTime(to, isSameDay ? { ...format, date: 'none' } : format);
  return `${formatTime(from, format)}–${last}`;
}

/** The times of the axis from its first event to its last. */
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

/** The facts in one sentence, for those who listen. */
export function probeText({ where, lane, counts, total, event }: ProbeFacts): string {
  if (event !== undefined) return `${where}, ${lane ?? ''}: ${event.text}`;
  const parts = counts.flatMap(({ type, count = 0 }) =>
    count === 0 ? [] : `${type.toLowerCase()} ${formatCount(count)}`,
  );
  const numbers = total === 0 ? 'no events' : [`${formatCount(total)} events`, ...parts].join(', ');
  return `${where}${lane === undefined ? '' : `, ${lane}`}: ${numbers}`;
}
