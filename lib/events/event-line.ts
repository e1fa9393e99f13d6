/** An event as the text of its line. The text is never rewritten, so numbers, unknown fields and key order are kept. */
export interface EventLine {
  readonly event_id: string;
  /** JSON text without its line ending. */
  readonly text: string;
}
