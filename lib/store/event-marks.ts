/** Marks are the events with a text among those that match a filter, whose places are its rows, counted from 0. */
export interface MarkCounts {
  /** How many events match the filter. */
  readonly total: number;
  /** How many of them have the text. */
  readonly mark_count: number;
  /** Rows a bucket: bucket i begins with row i * bucket_width. */
  readonly bucket_width: number;
  /** How many marks there are in each, empty ones included. */
  readonly counts: readonly number[];
}

export interface FoundMark {
  readonly total: number;
  readonly mark_count: number;
  /** `null` when no event has the text. */
  readonly mark: {
    readonly event_id: string;
    /** Its row among the events that match the filter. */
    readonly offset: number;
    /** Which of the marks it is, counted from 1. */
    readonly ordinal: number;
  } | null;
}
