/** Where the keyboard is in the table. Rows count from 0. */
export interface RowPosition {
  readonly activeRow: number | undefined;
  /** The first row in view, where walking begins without an active row. */
  readonly firstRow: number;
  readonly total: number;
  readonly rowsPerPage: number;
}

/** A step of a walk over rows. */
export type RowStep = 'next' | 'previous' | 'pageDown' | 'pageUp' | 'first' | 'last';

/** The row to which a step leads. */
export function rowAfterStep(
  step: RowStep,
  { activeRow, firstRow, total, rowsPerPage }: RowPosition,
): number {
  const last = total - 1;
  if (step === 'first') return 0;
  if (step === 'last') return last;
  const rows = { next: 1, previous: -1, pageDown: rowsPerPage, pageUp: -rowsPerPage }[step];
  // Without an active row, the first step is onto the first row in view.
  const next = activeRow === undefined ? firstRow : activeRow + rows;
  return Math.min(Math.max(next, 0), last);
}
