import type { Cell } from './build-columns';
import { CARD_GAP, CARD_HEIGHT } from './card-size';

const BEND_HEIGHT = 2;
const BEND_GAP = 8;
/** Cells that depend on others placed in the first round get their place in the second. */
const ROUNDS = 2;
/** So much that others in the column do not move them by a pixel. */
const NEAR_WEIGHT = 1e6;

/**
 * Sets `y` of every cell, in whole pixels. From the selected card, at 0, outwards: each cell is as level with its inner
 * neighbours as the order of its column and the distance between cards allow, so that close nodes are visible together. The cards
 * beside the selected one have precedence over the other cells of their columns.
 */
export function placeColumns(columns: readonly (readonly Cell[])[], selectedId: string): void {
  const middle = columns.findIndex((column) => column.some((cell) => cell.nodeId === selectedId));
  const near = new Set(nearCells(columns, selectedId));
  const place = (column: readonly Cell[], wish: (cell: Cell) => number) => {
    placeColumn(column, wish, (cell) => (near.has(cell) ? NEAR_WEIGHT : 1));
  };
  for (const column of columns) place(column, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    for (const column of columns.slice(middle)) {
      place(column, (cell) => wishFor(cell, selectedId, 'before', 'after'));
    }
    for (const column of columns.slice(0, middle).reverse()) {
      place(column, (cell) => wishFor(cell, selectedId, 'after', 'before'));
    }
  }
  const selected = columns[middle]?.find((cell) => cell.nodeId === selectedId);
  const shift = selected?.y ?? 0;
  for (const column of columns) for (const cell of column) cell.y = Math.round(cell.y - shift);
}

type Side = 'before' | 'after';

function wishFor(cell: Cell, selectedId: string, inner: Side, outer: Side): number {
  if (cell.nodeId === selectedId) return 0;
  return meanY(cell[inner]) ?? meanY(cell[outer]) ?? cell.y;
}

/**
 * Puts the cards of every column close together around the selected one. The columns need little height; links may run behind
 * cards.
 */
export function stackColumns(columns: readonly (readonly Cell[])[]): void {
  for (const column of columns) {
    const step = CARD_HEIGHT + CARD_GAP;
    column.forEach((cell, i) => {
      cell.y = Math.round((i - (column.length - 1) / 2) * step);
    });
  }
}

function nearCells(columns: readonly (readonly Cell[])[], selectedId: string): readonly Cell[] {
  const selected = columns.flat().find((cell) => cell.nodeId === selectedId);
  return selected === undefined ? [] : [...selected.before, ...selected.after];
}

/**
 * Least squares with a minimum distance: neighbouring cells with the same wish form a pool and share their mean, by weight.
 */
function placeColumn(
  column: readonly Cell[],
  wishFor: (cell: Cell) => number,
  weightOf: (cell: Cell) => number,
): void {
  const offsets: number[] = [];
  const pools: { sum: number; weight: number; count: number }[] = [];
  let offset = 0;
  column.forEach((cell, i) => {
    const above = column[i - 1];
    if (above !== undefined) offset += distance(above, cell);
    offsets.push(offset);
    const weight = weightOf(cell);
    let pool = { sum: (wishFor(cell) - offset) * weight, weight, count: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && mean(last) > mean(pool);
      last = pools.at(-1)
    ) {
      pool = {
        sum: pool.sum + last.sum,
        weight: pool.weight + last.weight,
        count: pool.count + last.count,
      };
      pools.pop();
    }
    pools.push(pool);
  });
  let i = 0;
  for (const pool of pools) {
    for (let n = 0; n < pool.count; n++, i++) {
      const cell = column[i];
      if (cell !== undefined) cell.y = mean(pool) + (offsets[i] ?? 0);
    }
  }
}

function distance(above: Cell, below: Cell): number {
  const gap = above.nodeId === undefined || below.nodeId === undefined ? BEND_GAP : CARD_GAP;
  return (height(above) + height(below)) / 2 + gap;
}

function height(cell: Cell): number {
  return cell.nodeId === undefined ? BEND_HEIGHT : CARD_HEIGHT;
}

function mean(pool: { readonly sum: number; readonly weight: number }): number {
  return pool.sum / pool.weight;
}

function meanY(cells: readonly Cell[]): number | undefined {
  if (cells.length === 0) return undefined;
  return cells.reduce((sum, cell) => sum + cell.y, 0) / cells.length;
}
