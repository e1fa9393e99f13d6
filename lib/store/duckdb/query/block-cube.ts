import type { DuckDBConnection } from '@duckdb/node-api';
import { breathe, throwIfCancelled } from '../../../work/work';
import { CODED_FIELDS } from '../index/index-names';

/** A block has 2 to this power events, consecutive in event order. */
export const BLOCK_BITS = 16;
export const BLOCK_SIZE = 2 ** BLOCK_BITS;

/**
 * With more cells than this no cube is kept: it would have nearly as many cells as there are events. A cell takes about 100
 * bytes.
 */
const MAX_CELLS = 2 ** 18;

/** The fields by which the cells of a cube meet conditions. `changes` is 1 for events with a size of change, 0 for others. */
export const CELL_FIELDS = [...CODED_FIELDS, 'changes'] as const;
export type CellField = (typeof CELL_FIELDS)[number];

/** The codes that some events have in common: names, the outcome, and the kind of variable that they set. */
export type Combination = Readonly<Record<CellField | 'variable', number>>;

/** The number of events in a block with one combination of names, and their ranges. */
export interface Cell {
  readonly block: number;
  /** An index into the combinations. */
  readonly combination: number;
  readonly count: number;
  readonly firstTurn: number;
  readonly lastTurn: number;
  readonly firstTime: bigint;
  readonly lastTime: bigint;
}

/**
 * Event counts by block, type, agent, kind, outcome and the kind of variable set. Any criteria on names and outcomes are answered from the cube
 * without reading events. So are ranges, except for the blocks in which they begin and end.
 */
export interface BlockCube {
  readonly combinations: readonly Combination[];
  /** In order of the blocks. */
  readonly blocks: readonly CubeBlock[];
}

export interface CubeBlock {
  readonly block: number;
  readonly cells: readonly Cell[];
  readonly firstTurn: number;
  readonly lastTurn: number;
  readonly firstTime: bigint;
  readonly lastTime: bigint;
}

const EMPTY_CUBE: BlockCube = { combinations: [], blocks: [] };

/**
 * Counts the events that meet `where`, and adds them to the counts of other blocks.
 * @returns `undefined` when there are too many cells to keep
 */
export async function countBlocks(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  known: BlockCube = EMPTY_CUBE,
): Promise<BlockCube | undefined> {
  throwIfCancelled();
  const result = await connection.stream(
    `SELECT * FROM (
       SELECT (seq >> ${String(BLOCK_BITS)})::DOUBLE AS block, type, agent, kind, outcome,
              change IS NOT NULL AS changes, variable, count(*)::DOUBLE AS n,
              min(turn)::DOUBLE, max(turn)::DOUBLE, min(time), max(time)
       FROM ${catalog}.events WHERE ${where} GROUP BY block, type, agent, kind, outcome, changes, variable
       LIMIT ${String(MAX_CELLS + 1)}
     ) ORDER BY block`,
  );
  let cellCount = known.blocks.reduce((sum, { cells }) => sum + cells.length, 0);
  const combinations = new CombinationList(known.combinations);
  const cells = new Map<number, Cell[]>();
  for await (const rows of result.yieldRows()) {
    cellCount += rows.length;
    if (cellCount > MAX_CELLS) return undefined;
    await breathe();
    for (const values of rows) {
      const cell = toCell(values, combinations);
      const block = cells.get(cell.block);
      if (block === undefined) cells.set(cell.block, [cell]);
      else block.push(cell);
    }
  }
  return {
    combinations: combinations.list,
    blocks: [...known.blocks, ...[...cells.values()].map(toBlock)].sort(
      (a, b) => a.block - b.block,
    ),
  };
}

function toCell(values: readonly unknown[], combinations: CombinationList): Cell {
  const [block, type, agent, kind, outcome, changes, variable, count, ...ends] = values;
  const [firstTurn, lastTurn, firstTime, lastTime] = ends;
  return {
    block: Number(block),
    combination: combinations.indexOf({
      type: Number(type),
      agent: Number(agent),
      kind: Number(kind),
      outcome: Number(outcome),
      changes: Number(changes),
      variable: Number(variable),
    }),
    count: Number(count),
    firstTurn: Number(firstTurn),
    lastTurn: Number(lastTurn),
    firstTime: typeof firstTime === 'bigint' ? firstTime : 0n,
    lastTime: typeof lastTime === 'bigint' ? lastTime : 0n,
  };
}

function toBlock(cells: readonly Cell[]): CubeBlock {
  return { block: cells[0]?.block ?? 0, cells, ...rangesOf(cells) };
}

/** The range over some cells, at least one. */
export function rangesOf(cells: Iterable<Omit<Cell, 'block' | 'combination' | 'count'>>): {
  readonly firstTurn: number;
  readonly lastTurn: number;
  readonly firstTime: bigint;
  readonly lastTime: bigint;
} {
  let ends: { first: bigint; last: bigint } | undefined;
  let [firstTurn, lastTurn] = [Infinity, -Infinity];
  for (const cell of cells) {
    firstTurn = Math.min(firstTurn, cell.firstTurn);
    lastTurn = Math.max(lastTurn, cell.lastTurn);
    ends ??= { first: cell.firstTime, last: cell.lastTime };
    if (cell.firstTime < ends.first) ends.first = cell.firstTime;
    if (cell.lastTime > ends.last) ends.last = cell.lastTime;
  }
  if (ends === undefined) throw new RangeError('no cells, no ranges');
  return { firstTurn, lastTurn, firstTime: ends.first, lastTime: ends.last };
}

/** Combinations and their indexes. */
class CombinationList {
  readonly list: Combination[] = [];
  readonly #places = new Map<string, number>();

  constructor(known: readonly Combination[]) {
    for (const combination of known) this.indexOf(combination);
  }

  indexOf(combination: Combination): number {
    const { type, agent, kind, outcome, changes, variable } = combination;
    const key = [type, agent, kind, outcome, changes, variable].join(' ');
    const place = this.#places.get(key) ?? this.list.push(combination) - 1;
    this.#places.set(key, place);
    return place;
  }
}
