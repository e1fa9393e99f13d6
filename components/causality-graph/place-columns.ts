import type { Cell } from './build-columns';
import { CARD_HEIGHT } from './card-size';

const CARD_GAP = 16;
const BEND_HEIGHT = 4;
const BEND_GAP = 12;
const SWEEPS = 6;

/**
 * Sets `y` of every cell: as near to the middle of its neighbours as the order of its column and the room between
 * cards allow. The selected card lies at 0.
 */
export function placeColumns(columns: readonly (readonly Cell[])[], selectedId: string): void {
  for (const column of columns) place(column, () => 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const inTurn = sweep % 2 === 0 ? columns : [...columns].reverse();
    const side = sweep % 2 === 0 ? 'before' : 'after';
    for (const column of inTurn) place(column, (cell) => meanY(cell[side]) ?? cell.y);
  }
  // Last, each between both its sides, so that neither pulls alone.
  for (const column of columns)
    place(column, (cell) => meanY([...cell.before, ...cell.after]) ?? cell.y);
  const selected = columns.flat().find((cell) => cell.nodeId === selectedId);
  const shift = selected?.y ?? 0;
  for (const column of columns) for (const cell of column) cell.y -= shift;
}

/** Least squares under a minimum distance: pools of neighbours that want the same place share their mean. */
function place(column: readonly Cell[], wishFor: (cell: Cell) => number): void {
  const offsets: number[] = [];
  const pools: { sum: number; count: number }[] = [];
  let offset = 0;
  column.forEach((cell, i) => {
    const above = column[i - 1];
    if (above !== undefined) offset += distance(above, cell);
    offsets.push(offset);
    let pool = { sum: wishFor(cell) - offset, count: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && mean(last) > mean(pool);
      last = pools.at(-1)
    ) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
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

function mean(pool: { readonly sum: number; readonly count: number }): number {
  return pool.sum / pool.count;
}

function meanY(cells: readonly Cell[]): number | undefined {
  if (cells.length === 0) return undefined;
  return cells.reduce((sum, cell) => sum + cell.y, 0) / cells.length;
}
