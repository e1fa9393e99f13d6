/** A mark is an event with a searched text, among the events that match a filter. These events are rows, counted from 0. */
export interface MarkCounts {
  /** The number of events that match the filter. */
  readonly total: number;
  /** The number of rows with the text. */
  readonly mark_count: number;
  /** The number of rows in a bucket: bucket i begins with row i * bucket_width. */
  readonly bucket_width: number;
  /** The number of marks in each bucket, including empty ones. */
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
    /** Its number among the marks, counted from 1. */
    readonly ordinal: number;
  } | null;
}
