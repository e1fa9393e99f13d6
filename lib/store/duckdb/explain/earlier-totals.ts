import type { DuckDBConnection } from '@duckdb/node-api';
import type { EarlierTotals } from '../../../causality/explain/explanation-window';
import { createSharedWork } from '../../../work/share-work';
import { breathe, isBreathDue } from '../../../work/work';
import type { SimulationIndex } from '../index/simulation-index';
import { queryNumbers, type NumberColumns } from '../sql/query-numbers';
import { createRevisionCache, readRevision } from '../sql/revision-cache';
import { SELECT_OWNER, sortKeys, type SortCodes } from './sort-keys';

/** The members of an index that totals need. */
export type TotalledIndex = Pick<SimulationIndex, 'catalog' | 'names' | 'generation'>;

/** A cache of totals by sort and by blocks of events, one per index. */
export interface EarlierTotalsReader {
  /**
   * Totals of the events of each of these sorts before a place in event order, in the order of the sorts; `undefined` for sorts
   * without such events, and for DETAIL events.
   */
  before(
    index: TotalledIndex,
    connection: DuckDBConnection,
    seq: number,
    sorts: readonly SortCodes[],
  ): Promise<readonly (EarlierTotals | undefined)[]>;
}

/** A block has 2 to this power events, consecutive in event order. */
const BLOCK_BITS = 17;
/** The size of the cache, in indexes. */
const MAX_KEPT = 4;
/** With more cells than this none are kept. A cell takes about 120 bytes. */
const MAX_CELLS = 2 ** 17;

/** The totals of a sort up to the end of a block. */
interface Running {
  readonly block: number;
  readonly totals: EarlierTotals;
}

/** For each sort, its totals up to each block that has events of it. */
interface BlockTotals {
  readonly keyOf: (codes: SortCodes) => number;
  readonly bySort: ReadonlyMap<number, readonly Running[]>;
}

export function createEarlierTotals(): EarlierTotalsReader {
  const cache = createRevisionCache<BlockTotals | undefined>(MAX_KEPT);
  const counting = createSharedWork<BlockTotals | undefined>();

  async function countBlocks(
    index: TotalledIndex,
    connection: DuckDBConnection,
  ): Promise<BlockTotals | undefined> {
    const revision = await readRevision(connection, index.catalog);
    const key = `${index.catalog} ${String(index.generation())} ${String(revision)}`;
    return counting.share(key, async () => {
      const cells = await countCells(index, connection, 'true');
      return (cells[0]?.length ?? 0) > MAX_CELLS ? undefined : sumUp(index, cells);
    });
  }

  return {
    async before(index, connection, seq, sorts) {
      if (seq === 0) return [];
      const blocks = await cache.get(connection, index.catalog, String(index.generation()), () =>
        countBlocks(index, connection),
      );
      const whole = blocks === undefined ? 0 : seq >> BLOCK_BITS;
      const where = `seq >= ${String(whole * 2 ** BLOCK_BITS)} AND seq < ${String(seq)}`;
      const rest = await sumUp(index, await countCells(index, connection, where, Infinity));
      return sorts.map((codes) => {
        const running = blocks?.bySort.get(blocks.keyOf(codes));
        const before = running?.findLast(({ block }) => block < whole)?.totals;
        const after = rest.bySort.get(rest.keyOf(codes))?.at(-1)?.totals;
        return before === undefined || after === undefined ? (before ?? after) : add(before, after);
      });
    },
  };
}

/** @param cells in the order of the blocks */
async function sumUp(index: TotalledIndex, cells: NumberColumns): Promise<BlockTotals> {
  const keyOf = sortKeys(index.names());
  const bySort = new Map<number, Running[]>();
  const [blocks = [], types = [], agents = [], kinds = [], variables = [], ...rest] = cells;
  const [counts = [], lows = [], highs = [], turns = []] = rest;
  for (let at = 0; at < blocks.length; at++) {
    if (isBreathDue()) await breathe();
    const [type = 0, agent = 0, kind = 0, variable = 0] = [
      types[at],
      agents[at],
      kinds[at],
      variables[at],
    ];
    const key = keyOf({ type, agent, kind, variable });
    const own = {
      count: counts[at] ?? 0,
      min: orNull(lows[at]),
      max: orNull(highs[at]),
      lastTurn: turns[at] ?? 0,
    };
    const running = bySort.get(key) ?? [];
    bySort.set(key, running);
    const before = running.at(-1)?.totals;
    running.push({
      block: blocks[at] ?? 0,
      totals: before === undefined ? own : add(before, own),
    });
  }
  return { keyOf, bySort };
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function add(a: EarlierTotals, b: EarlierTotals): EarlierTotals {
  return {
    count: a.count + b.count,
    min: a.min === null || b.min === null ? (a.min ?? b.min) : Math.min(a.min, b.min),
    max: a.max === null || b.max === null ? (a.max ?? b.max) : Math.max(a.max, b.max),
    lastTurn: Math.max(a.lastTurn ?? -Infinity, b.lastTurn ?? -Infinity),
  };
}

/** Counts events by block and sort, in the order of the blocks. */
function countCells(
  index: TotalledIndex,
  connection: DuckDBConnection,
  where: string,
  limit = MAX_CELLS + 1,
): Promise<NumberColumns> {
  const detail = String(index.names().codeOf('type', 'DETAIL') ?? -1);
  return queryNumbers(
    connection,
    `SELECT * FROM (
       SELECT seq >> ${String(BLOCK_BITS)} AS block, type, ${SELECT_OWNER} AS owner, kind, variable,
              count(*)::DOUBLE, coalesce(min(value), 'NaN'::DOUBLE), coalesce(max(value), 'NaN'::DOUBLE), max(turn)::DOUBLE
       FROM ${index.catalog}.events WHERE ${where} AND type != ${detail}
       GROUP BY block, type, owner, kind, variable ${limit === Infinity ? '' : `LIMIT ${String(limit)}`}
     ) ORDER BY block`,
  );
}
