import type { Cell } from './build-columns';

/** Moves other cells from between the cards of the direct causes, and of the direct effects, to above and below them. */
export function keepTogether(columns: Cell[][], selectedId: string): void {
  const selected = columns.flat().find((cell) => cell.nodeId === selectedId);
  if (selected === undefined) return;
  for (const near of [new Set(selected.before), new Set(selected.after)]) {
    const at = columns.findIndex((column) => column.some((cell) => near.has(cell)));
    const column = columns[at];
    if (column === undefined) continue;
    const cards = column.filter((cell) => near.has(cell));
    const middle = cards.reduce((sum, cell) => sum + cell.order, 0) / cards.length;
    const isAbove = (cell: Cell) => cell.order < middle;
    const others = column.filter((cell) => !near.has(cell));
    const kept = [...others.filter(isAbove), ...cards, ...others.filter((cell) => !isAbove(cell))];
    kept.forEach((cell, order) => {
      cell.order = order;
    });
    columns[at] = kept;
  }
}
