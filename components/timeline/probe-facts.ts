import { clockTime } from '@/components/event-time/event-time';
import { formatCount } from '@/components/ui/format-count';
import { toEpochMicros } from '@/lib/events/epoch-micros';
import { timestampAt, unfoldPlace, type AxisModel } from './axis-model';
import { bucketAt, bucketRange, compareTypes, type BucketCounts } from './bucket-counts';
import type { PlaceRange } from './place-range';
import type { TimelineEvent } from './timeline-event';

/** What stands at a place of the timeline. */
export interface ProbeFacts {
  /** Where: turns or times. */
  readonly where: string;
  /** The lane's name; `undefined` for all events. */
  readonly lane: string | undefined;
  /** How many events of each type; always the same types, so that what shows them keeps its size. */
  readonly counts: readonly { readonly type: string; readonly count: number }[];
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
  const known = types.toSorted(compareTypes).map((type) => ({
    type,
    count: counts.types.find((line) => line.type === type)?.counts[bucket] ?? 0,
  }));
  return {
    where: event === undefined ? rangeText(bucketRange(counts, bucket), model) : eventWhere(event),
    lane,
    counts: known,
    total: known.reduce((sum, { count }) => sum + count, 0),
    event,
  };
}

/** Which turns or times a range is: `turn 31`, `turns 28–36`, `14:07:31–14:07:32`. */
export function rangeText(range: PlaceRange, model: AxisModel): string {
  if (model.axis === 'turn') {
    const [first, last] = [Math.floor(range.from), Math.ceil(range.to) - 1];
    return last <= first
      ? `turn ${formatCount(first)}`
      : `turns ${formatCount(first)}–${formatCount(last)}`;
  }
  const [from, to] = [unfoldPlace(range.from, model.folds), unfoldPlace(range.to, model.folds)];
  const digits = Math.min(digitsOf(to - from), 6);
  const isSameDay = dayOf(from) === dayOf(to);
  const isSameYear = yearOf(from) === yearOf(to);
  const day = (time: number) => (isSameYear ? dayOf(time).slice('yyyy-'.length) : dayOf(time));
  const start = `${isSameDay ? '' : `${day(from)} `}${clockText(from, digits)}`;
  return `${start}–${isSameDay ? '' : `${day(to)} `}${clockText(to, digits)}`;
}

/** How many decimals of a second tell the ends of so long a time apart. */
function digitsOf(micros: number): number {
  if (micros >= 1e7) return 0;
  if (micros >= 1e4) return 3;
  return 6;
}

function clockText(time: number, digits: number): string {
  const length = 'hh:mm:ss'.length + (digits === 0 ? 0 : digits + 1);
  return clockTime(toEpochMicros(BigInt(Math.round(time)))).slice(0, length);
}

function dayOf(time: number): string {
  return timestampAt(time).slice(0, 'yyyy-mm-dd'.length);
}

function yearOf(time: number): string {
  return timestampAt(time).slice(0, 'yyyy'.length);
}

function eventWhere({ turn, time }: TimelineEvent): string {
  return `turn ${formatCount(turn)}, ${clockText(time, 6)}`;
}

/** The facts in one sentence, for those who listen. */
export function probeText({ where, lane, counts, total, event }: ProbeFacts): string {
  if (event !== undefined) return `${where}, ${lane ?? ''}: ${event.text}`;
  const parts = counts
    .filter(({ count }) => count > 0)
    .map(({ type, count }) => `${type.toLowerCase()} ${formatCount(count)}`);
  const numbers = total === 0 ? 'no events' : [`${formatCount(total)} events`, ...parts].join(', ');
  return `${where}${lane === undefined ? '' : `, ${lane}`}: ${numbers}`;
}
