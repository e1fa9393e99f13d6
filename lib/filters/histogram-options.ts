import { parseTimestamp } from '../events/epoch-micros';

/** What a histogram runs along. */
export const HISTOGRAM_AXES = ['turn', 'time'] as const;
export type HistogramAxis = (typeof HISTOGRAM_AXES)[number];

/** What its counts are told apart by. */
export const HISTOGRAM_GROUPS = ['event_type', 'agent_id', 'none'] as const;
export type HistogramGroup = (typeof HISTOGRAM_GROUPS)[number];

/** What the counts of each series are told apart by once more. */
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
  /** How many buckets at most, 1 to 2,000; default 100. */
  readonly buckets?: number | undefined;
  /** How many types or agents are counted on their own, 1 to 200, those with the most events; default 20. */
  readonly series?: number | undefined;
  /**
   * The types or agents, at most 200, that are counted, each on its own, and nothing else; an empty one stands for no
   * agent. By no field they mean nothing. Default: those of `series`, and the rest.
   */
  readonly keys?: readonly string[] | undefined;
  /** At most 100 times, `start/end`, that take no width on the time axis; a turn has none. Default none. */
  readonly folds?: readonly string[] | undefined;
  /** Whether the first and the last time of each bucket are told. Default `false`. */
  readonly times?: boolean | undefined;
}

/** A stretch of time, its end not part of it, in microseconds since 1970. */
export interface TimeFold {
  readonly start: bigint;
  readonly end: bigint;
}

/** Reads `start/end`, two ISO 8601 timestamps, the first one earlier; `undefined` when it is something else. */
export function parseFold(text: string): TimeFold | undefined {
  const [start, end, ...rest] = text.split('/').map(parseTimestamp);
  if (start === undefined || end === undefined || rest.length > 0) return undefined;
  return start < end ? { start, end } : undefined;
}
