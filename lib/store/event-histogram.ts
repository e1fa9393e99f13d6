import { canonicalEventType } from '../events/event-type';
import type { HistogramAxis, HistogramGroup, HistogramOptions } from '../filters/histogram-options';
import type { IndexState } from './index-state';

/** The events of one type within a series. */
export interface HistogramPart {
  /** A canonical type. */
  readonly key: string;
  readonly event_count: number;
  /** One a bucket. */
  readonly counts: readonly number[];
}

/** The first and the last time of some events, in microseconds since 1970. */
export interface BucketTimes {
  readonly first: bigint;
  readonly last: bigint;
}

/** One line of a histogram: the counts of one type or agent, of all events, or of what has no line of its own. */
export interface HistogramSeries {
  /** A canonical type or an agent; `null` for events of no agent, for all, and for the rest. */
  readonly key: string | null;
  /** Whether it holds all types or agents beyond those that are counted on their own. */
  readonly is_rest: boolean;
  readonly event_count: number;
  /** One a bucket. */
  readonly counts: readonly number[];
  /** When it is split: the same events by type, most events first, then by name. */
  readonly parts?: readonly HistogramPart[];
  /** When it is split and not all types have a part: what they have together. */
  readonly rest_part?: Pick<HistogramPart, 'event_count' | 'counts'>;
}

/**
 * How many events there are along turns or time. Bucket `i` holds the events from `from + i * bucket_width` to before
 * `from + (i + 1) * bucket_width`; the last one ends at `to`.
 *
 * `from` and `to` are what the criteria say of the axis (`turn_start` and `turn_end`, or `start_timestamp` and
 * `end_timestamp`). An end they do not say is that of the events within the criteria's turns and times, whatever their
 * types, agents, kinds and text, so that the histograms of several filters stand on the same buckets.
 *
 * Where time is folded, that of the folds is left out before it is divided: an event within a fold counts as one at its
 * start.
 */
export interface EventHistogram {
  readonly axis: HistogramAxis;
  readonly by: HistogramGroup;
  /** A turn, or microseconds since 1970. `null` when there is nothing to divide. */
  readonly from: bigint | null;
  /** Inclusive, as `from`. */
  readonly to: bigint | null;
  /** Turns or microseconds, a whole number of at least 1; beyond 2^53 it is one of seconds, which a double holds exactly. */
  readonly bucket_width: number;
  /** At most as many as were asked for. 0 when there is nothing to divide. */
  readonly bucket_count: number;
  /**
   * By no field exactly one; the keys that were asked for, in their order; else those that have events, most events
   * first, then by name, the rest last.
   */
  readonly series: readonly HistogramSeries[];
  /** When asked for: one a bucket, of the events that are counted in it; `null` where there are none. */
  readonly times?: readonly (BucketTimes | null)[];
  /** How many events match, exactly: the sum of all counts. When keys were asked for, those of other keys do not count. */
  readonly total: number;
  /** In partial answers. */
  readonly index?: IndexState;
}

/** The histogram of nothing. */
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

/** The keys asked for as they are counted: types in their canonical spelling, each once. */
export function keysOf(by: HistogramGroup, keys: readonly string[] = []): readonly string[] {
  return [...new Set(by === 'event_type' ? keys.map(canonicalEventType) : keys)];
}
