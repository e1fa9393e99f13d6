import { compareCodePoints } from '../events/event-order';
import type { EventColumns } from './event-columns';
import { bitsAt, ID_WORDS, ulidOf } from './event-id-bits';

/** The order of rows in columns, compared with event order. */
export interface RowOrder {
  /** Whether the rows are already in event order. */
  readonly isOrdered: boolean;
  /** The rows of the first and the last event in event order. */
  readonly first: number;
  readonly last: number;
}

/** `undefined` when there are no rows. */
export function orderOfRows(columns: EventColumns): RowOrder | undefined {
  if (columns.rowCount === 0) return undefined;
  let isOrdered = true;
  let first = 0;
  let last = 0;
  for (let row = 1; row < columns.rowCount; row++) {
    if (compareRows(columns, last, columns, row) <= 0) {
      last = row;
      continue;
    }
    isOrdered = false;
    if (compareRows(columns, first, columns, row) > 0) first = row;
  }
  return { isOrdered, first, last };
}

/** Compares by time, then by id; 0 for events that keep their order in the file. */
export function compareRows(a: EventColumns, rowA: number, b: EventColumns, rowB: number): number {
  const high = ((a.time[2 * rowA + 1] ?? 0) | 0) - ((b.time[2 * rowB + 1] ?? 0) | 0);
  if (high !== 0) return high;
  const low = (a.time[2 * rowA] ?? 0) - (b.time[2 * rowB] ?? 0);
  if (low !== 0) return low;
  const textA = a.idTexts.get(rowA);
  const textB = b.idTexts.get(rowB);
  if (textA !== undefined || textB !== undefined) {
    return compareCodePoints(textA ?? ulidAt(a, rowA), textB ?? ulidAt(b, rowB));
  }
  for (let word = ID_WORDS - 1; word >= 0; word--) {
    const order = (a.id[ID_WORDS * rowA + word] ?? 0) - (b.id[ID_WORDS * rowB + word] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

function ulidAt(columns: EventColumns, row: number): string {
  return ulidOf(bitsAt(columns.id, row));
}
