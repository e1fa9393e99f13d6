import type { Cell } from './build-columns';

const MAX_SWEEPS = 12;
/** The number of sweeps without improvement before it stops. */
const PATIENCE = 3;

/**
 * Reorders the cells of each column so that fewer links cross: alternately, every cell moves to the mean position of its
 * neighbours in the column before, then after. The best order is kept.
 */
export function orderColumns(columns: Cell[][]): void {
  let best = columns.map((column) => [...column]);
  let fewest = countCrossings(columns);
  for (let sweep = 0, fruitless = 0; sweep < MAX_SWEEPS && fruitless < PATIENCE; sweep++) {
    if (fewest === 0) break;
    const side = sweep % 2 === 0 ? 'before' : 'after';
    const inTurn = side === 'before' ? columns : [...columns].reverse();
    for (const column of inTurn) sortByNeighbours(column, side);
    const crossings = countCrossings(columns);
    if (crossings < fewest) {
      fewest = crossings;
      fruitless = 0;
      best = columns.map((column) => [...column]);
    } else {
      fruitless += 1;
    }
  }
  best.forEach((column, i) => {
    columns[i] = column;
    number(column);
  });
}

/** The number of crossing pairs of links between adjacent columns. */
export function countCrossings(columns: readonly (readonly Cell[])[]): number {
  return columns.reduce((sum, column, i) => sum + crossingsAfter(column, columns[i + 1] ?? []), 0);
}

function sortByNeighbours(column: Cell[], side: 'before' | 'after'): void {
  const keyed = column.map((cell) => ({ cell, place: meanOrder(cell[side]) ?? cell.order }));
  keyed.sort((a, b) => a.place - b.place);
  keyed.forEach(({ cell }, i) => {
    column[i] = cell;
  });
  number(column);
}

function number(column: readonly Cell[]): void {
  column.forEach((cell, order) => {
    cell.order = order;
  });
}

function meanOrder(cells: readonly Cell[]): number | undefined {
  if (cells.length === 0) return undefined;
  return cells.reduce((sum, cell) => sum + cell.order, 0) / cells.length;
}

/** Counts inversions with a Fenwick tree over the positions in the column after. */
function crossingsAfter(column: readonly Cell[], next: readonly Cell[]): number {
  const tree = new Int32Array(next.length + 1);
  let crossings = 0;
  let seen = 0;
  for (const cell of column) {
    const places = cell.after.map((other) => other.order).sort((a, b) => a - b);
    for (const place of places) {
      let upTo = 0;
      for (let i = place + 1; i > 0; i -= i & -i) upTo += tree[i] ?? 0;
      crossings += seen - upTo;
    }
    for (const place of places) {
      for (let i = place + 1; i <= next.length; i += i & -i) tree[i] = (tree[i] ?? 0) + 1;
    }
    seen += places.length;
  }
  return crossings;
}
