/** One event as the text of its line: never rewritten, so numbers, unknown fields and key order stay as they were written. */
export interface EventLine {
  readonly event_id: string;
  /** JSON text without its line ending. */
  readonly text: string;
}
