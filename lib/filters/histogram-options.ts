/** What a histogram runs along. */
export const HISTOGRAM_AXES = ['turn', 'time'] as const;
export type HistogramAxis = (typeof HISTOGRAM_AXES)[number];

/** What its counts are told apart by. */
export const HISTOGRAM_GROUPS = ['event_type', 'agent_id', 'none'] as const;
export type HistogramGroup = (typeof HISTOGRAM_GROUPS)[number];

export const DEFAULT_BUCKETS = 100;
export const MAX_BUCKETS = 2000;
export const DEFAULT_SERIES = 20;
export const MAX_SERIES = 200;

/** How a histogram is divided. */
export interface HistogramOptions {
  /** Default turn. */
  readonly axis?: HistogramAxis | undefined;
  /** Default none. */
  readonly by?: HistogramGroup | undefined;
  /** How many buckets at most, 1 to 2,000; default 100. */
  readonly buckets?: number | undefined;
  /** How many types or agents are counted on their own, 1 to 200, those with the most events; default 20. */
  readonly series?: number | undefined;
}
