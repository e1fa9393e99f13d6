/** A value that differs, as JSON text in each run. */
export interface JsonChange {
  readonly path: string;
  /** `undefined` when the run does not have it. */
  readonly a: string | undefined;
  readonly b: string | undefined;
}
