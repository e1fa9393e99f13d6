import { commandOfKey, type KeyInput } from './key-press';

/** Where the keyboard is in the table. Rows count from 0. */
export interface RowPosition {
  readonly activeRow: number | undefined;
  /** First row in view: where walking begins when no row is active. */
  readonly firstRow: number;
  readonly total: number;
  readonly rowsPerPage: number;
}

/** The row a key leads to; `undefined` for keys that lead nowhere. */
export function rowAfterKey(
  input: KeyInput,
  { activeRow, firstRow, total, rowsPerPage }: RowPosition,
): number | undefined {
  const last = total - 1;
  const step = commandOfKey(input, STEPS);
  if (step === undefined) return undefined;
  if (step === 'first') return 0;
  if (step === 'last') return last;
  // From nowhere, the first step is onto the first row in view.
  const next = activeRow === undefined ? firstRow : activeRow + step(rowsPerPage);
  return Math.min(Math.max(next, 0), last);
}

type Step = 'first' | 'last' | ((rowsPerPage: number) => number);

const STEPS = new Map<string, Step>([
  ['ArrowDown', () => 1],
  ['j', () => 1],
  ['ArrowUp', () => -1],
  ['k', () => -1],
  ['PageDown', (rows) => rows],
  ['PageUp', (rows) => -rows],
  ['Home', 'first'],
  ['End', 'last'],
]);
