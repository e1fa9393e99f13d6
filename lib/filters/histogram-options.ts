import { parseTimestamp } from '../events/epoch-micros';

/** The x axis of a histogram. */
export const HISTOGRAM_AXES = ['turn', 'time'] as const;
export type HistogramAxis = (typeof HISTOGRAM_AXES)[number];

/** The field whose values become series. */
export const HISTOGRAM_GROUPS = ['event_type', 'agent_id', 'none'] as const;
export type HistogramGroup = (typeof HISTOGRAM_GROUPS)[number];

/** The field that splits the counts of each series. */
export const HISTOGRAM_SPLITS = ['event_type', 'none'] as const;
export type HistogramSplit = (typeof HISTOGRAM_SPLITS)[number];

export const DEFAULT_BUCKETS = 100;
export const MAX_BUCKETS = 2000;
export const DEFAULT_SERIES = 20;
export const MAX_SERIES = 200;
export const MAX_FOLDS = 100;

/** How a histogram is divided. */
export interface HistogramOptions {
  /** Default turn. */
  readonly axis?: HistogramAxis | undefined;
  /** Default none. */
  readonly by?: HistogramGroup | undefined;
  /** Default none. */
  readonly split?: HistogramSplit | undefined;
  /** Maximum number of buckets, 1 to 2,000; default 100. */
  readonly buckets?: number | undefined;
  /**
   * Maximum number of types or agents with a series of their own, 1 to 200; default 20. The most frequent ones get a
   * series.
   */
  readonly series?: number | undefined;
  /**
   * The types or agents to count, at most 200, each in its own series; nothing else is counted. An empty string stands
   * for events without an agent. Ignored when `by` is none. Default: the most frequent ones (`series`), and a series
   * for the rest.
   */
  readonly keys?: readonly string[] | undefined;
  /**
   * At most 100 stretches of time, `start/end`, that have no width on the time axis. Not for the turn axis. Default
   * none.
   */
  readonly folds?: readonly string[] | undefined;
  /** Whether to return the first and the last time of each bucket. Default `false`. */
  readonly times?: boolean | undefined;
}

/** A stretch of time, in microseconds since 1970, without its end. */
export interface TimeFold {
  readonly start: bigint;
  readonly end: bigint;
}

/** Reads `start/end`, two ISO 8601 timestamps, the first one earlier. `undefined` for any other text. */
export function parseFold(text: string): TimeFold | undefined {
  const [start, end, ...rest] = text.split('/').map(parseTimestamp);
  if (start === undefined || end === undefined || rest.length > 0) return undefined;
  return start < end ? { start, end } : undefined;
}
