import { EVENT_TYPES } from '@/lib/events/event-type';
import type { PlaceRange } from './place-range';

/** The number of events of each type in buckets of equal width along an axis. */
export interface BucketCounts {
  /** The start of the first bucket, in places. */
  readonly from: number;
  readonly bucketWidth: number;
  readonly bucketCount: number;
  /** In stacking order. */
  readonly types: readonly TypeCounts[];
}

export interface TypeCounts {
  readonly type: string;
  /** One per bucket. */
  readonly counts: readonly number[];
}

/** Types with a common count, because a response has a limited number of types. */
export const OTHER_TYPES = 'other types';

/** From rare to frequent types of a usual run; errors on top, where they are visible; then unknown types, last all others. */
export function compareTypes(a: string, b: string): number {
  const order: readonly string[] = EVENT_TYPES;
  const place = (type: string) => {
    if (type === OTHER_TYPES) return order.length + 1;
    return order.includes(type) ? order.indexOf(type) : order.length;
  };
  return place(a) - place(b) || (a < b ? -1 : 1);
}

/** The bucket of a place; -1 without one. */
export function bucketAt({ from, bucketWidth, bucketCount }: BucketCounts, place: number): number {
  const bucket = Math.floor((place - from) / bucketWidth);
  return bucket >= 0 && bucket < bucketCount ? bucket : -1;
}

export function bucketRange({ from, bucketWidth }: BucketCounts, bucket: number): PlaceRange {
  return { from: from + bucket * bucketWidth, to: from + (bucket + 1) * bucketWidth };
}

export function countIn({ types }: BucketCounts, bucket: number): number {
  return types.reduce((sum, { counts }) => sum + (counts[bucket] ?? 0), 0);
}

/** The number of events of each type in a range. A bucket that is partly in it counts in part. */
export function countRange(
  counts: BucketCounts,
  range: PlaceRange,
): readonly (readonly [string, number])[] {
  const first = Math.max(0, Math.floor((range.from - counts.from) / counts.bucketWidth));
  const last = Math.min(
    counts.bucketCount - 1,
    Math.ceil((range.to - counts.from) / counts.bucketWidth) - 1,
  );
  return counts.types.map(({ type, counts: line }) => {
    let sum = 0;
    for (let bucket = first; bucket <= last; bucket++) {
      const { from, to } = bucketRange(counts, bucket);
      const share = (Math.min(to, range.to) - Math.max(from, range.from)) / counts.bucketWidth;
      sum += (line[bucket] ?? 0) * share;
    }
    return [type, sum];
  });
}

/**
 * The same for some types, in their order; other types count as {@link OTHER_TYPES}, if it is one of them. `undefined` for a type
 * that may be part of a common count.
 */
export function countTypes(
  counts: readonly (readonly [type: string, count: number])[],
  types: readonly string[],
): readonly (number | undefined)[] {
  const known = new Map(counts);
  const others = counts.reduce(
    (sum, [type, count]) => (type === OTHER_TYPES || !types.includes(type) ? sum + count : sum),
    0,
  );
  return types.map((type) => {
    if (type === OTHER_TYPES) return others;
    return known.get(type) ?? (known.has(OTHER_TYPES) ? undefined : 0);
  });
}

export function totalIn(counts: BucketCounts, range: PlaceRange): number {
  return countRange(counts, range).reduce((sum, [, count]) => sum + count, 0);
}
