import type { HistogramAxis, HistogramGroup, HistogramOptions } from '../filters/histogram-options';
import type { IndexState } from './index-state';

/** One line of a histogram: the counts of one type or agent, of all events, or of what has no line of its own. */
export interface HistogramSeries {
  /** A canonical type or an agent; `null` for events of no agent, for all, and for the rest. */
  readonly key: string | null;
  /** Whether it holds all types or agents beyond those that are counted on their own. */
  readonly is_rest: boolean;
  readonly event_count: number;
  /** One a bucket. */
  readonly counts: readonly number[];
}

/**
 * How many events there are along turns or time. Bucket `i` holds the events from `from + i * bucket_width` to before
 * `from + (i + 1) * bucket_width`; the last one ends at `to`.
 *
 * `from` and `to` are what the criteria say of the axis (`turn_start` and `turn_end`, or `start_timestamp` and
 * `end_timestamp`). An end they do not say is that of the events within the criteria's turns and times, whatever their
 * types, agents, kinds and text, so that the histograms of several filters stand on the same buckets.
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
  /** By no field exactly one; else those that have events, most events first, then by name, the rest last. */
  readonly series: readonly HistogramSeries[];
  /** How many events match, exactly: the sum of all counts. */
  readonly total: number;
  /** In partial answers. */
  readonly index?: IndexState;
}

/** The histogram of nothing. */
export function emptyHistogram({ axis = 'turn', by = 'none' }: HistogramOptions): EventHistogram {
  const all = { key: null, is_rest: false, event_count: 0, counts: [] };
  return {
    axis,
    by,
    from: null,
    to: null,
    bucket_width: 1,
    bucket_count: 0,
    series: by === 'none' ? [all] : [],
    total: 0,
  };
}
