/** Where the keyboard is in the table. Rows count from 0. */
interface RowPosition {
  readonly activeRow: number | undefined;
  /** First row in view: where walking begins when no row is active. */
  readonly firstRow: number;
  readonly total: number;
  readonly rowsPerPage: number;
}

/** The row a key leads to; `undefined` for keys that lead nowhere. */
export function rowAfterKey(
  key: string,
  { activeRow, firstRow, total, rowsPerPage }: RowPosition,
): number | undefined {
  const last = total - 1;
  const step = STEPS.get(key);
  if (step !== undefined) {
    // From nowhere, the first step is onto the first row in view.
    const next = activeRow === undefined ? firstRow : activeRow + step(rowsPerPage);
    return Math.min(Math.max(next, 0), last);
  }
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return undefined;
}

const STEPS = new Map<string, (rowsPerPage: number) => number>([
  ['ArrowDown', () => 1],
  ['j', () => 1],
  ['ArrowUp', () => -1],
  ['k', () => -1],
  ['PageDown', (rows) => rows],
  ['PageUp', (rows) => -rows],
]);
