import { canonicalEventType } from '../events/event-type';
import type { HistogramAxis, HistogramGroup, HistogramOptions } from '../filters/histogram-options';
import type { IndexState } from './index-state';

/** The events of one type within a series. */
export interface HistogramPart {
  /** A canonical type. */
  readonly key: string;
  readonly event_count: number;
  /** One per bucket. */
  readonly counts: readonly number[];
}

/** The first and the last time of some events, in microseconds since 1970. */
export interface BucketTimes {
  readonly first: bigint;
  readonly last: bigint;
}

/** One line of a histogram: the counts of one type or agent, of all events, or of the rest. */
export interface HistogramSeries {
  /** A canonical type or an agent; `null` for events without an agent, for all events, and for the rest. */
  readonly key: string | null;
  /** Whether this is the rest: all types or agents without a series of their own. */
  readonly is_rest: boolean;
  readonly event_count: number;
  /** One per bucket. */
  readonly counts: readonly number[];
  /** With a split: the same events by type, most frequent first, then by name. */
  readonly parts?: readonly HistogramPart[];
  /** With a split, when some types have no part: the sum of these types. */
  readonly rest_part?: Pick<HistogramPart, 'event_count' | 'counts'>;
}

/**
 * The number of events along turns or time. Bucket `i` holds the events from `from + i * bucket_width` to before `from + (i +
 * 1) * bucket_width`. The last bucket ends at `to`.
 *
 * `from` and `to` come from the criteria (`turn_start` and `turn_end`, or `start_timestamp` and `end_timestamp`). An absent end
 * comes from the events within the criteria's turns and times. Types, agents, kinds and text do not matter for it, so that the
 * histograms of several filters have the same buckets.
 *
 * Folds are removed from the time axis before it is divided. An event inside a fold counts at the start of the fold.
 */
export interface EventHistogram {
  readonly axis: HistogramAxis;
  readonly by: HistogramGroup;
  /** A turn, or microseconds since 1970. `null` without a range. */
  readonly from: bigint | null;
  /** Inclusive, like `from`. */
  readonly to: bigint | null;
  /**
   * Turns or microseconds, a whole number of at least 1. Beyond 2^53 it is a whole number of seconds, which a double holds
   * exactly.
   */
  readonly bucket_width: number;
  /** At most the requested number; 0 without a range. */
  readonly bucket_count: number;
  /**
   * Without a field: exactly one series. With requested keys: these keys in their order. Otherwise the names with events, most
   * frequent first, then by name, the rest last.
   */
  readonly series: readonly HistogramSeries[];
  /** If requested: for each bucket, the times of the events counted in it; `null` for an empty bucket. */
  readonly times?: readonly (BucketTimes | null)[];
  /** The exact number of matches, and the sum of all counts. With requested keys, events of other keys do not count. */
  readonly total: number;
  /** Present in partial answers. */
  readonly index?: IndexState;
}

/** A histogram without events. */
export function emptyHistogram(options: HistogramOptions): EventHistogram {
  const { axis = 'turn', by = 'none', split = 'none', keys = [], times = false } = options;
  const nothing = (key: string | null): HistogramSeries => ({
    key: key === '' ? null : key,
    is_rest: false,
    event_count: 0,
    counts: [],
    ...(split === 'none' ? {} : { parts: [] }),
  });
  return {
    axis,
    by,
    from: null,
    to: null,
    bucket_width: 1,
    bucket_count: 0,
    series: by === 'none' ? [nothing(null)] : keysOf(by, keys).map(nothing),
    ...(times ? { times: [] } : {}),
    total: 0,
  };
}

/** The requested keys, normalized: types in their canonical spelling, without duplicates. */
export function keysOf(by: HistogramGroup, keys: readonly string[] = []): readonly string[] {
  return [...new Set(by === 'event_type' ? keys.map(canonicalEventType) : keys)];
}
