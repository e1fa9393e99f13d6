import type { DuckDBConnection } from '@duckdb/node-api';
import type { EarlierTotals } from '../../../causality/explain/explanation-window';
import { createSharedWork } from '../../../work/share-work';
import { breathe, isBreathDue } from '../../../work/work';
import type { SimulationIndex } from '../index/simulation-index';
import { queryNumbers, type NumberColumns } from '../sql/query-numbers';
import { createRevisionCache, readRevision } from '../sql/revision-cache';
import { SELECT_OWNER, sortKeys } from './sort-keys';

/** The members of an index that totals need. */
export type TotalledIndex = Pick<SimulationIndex, 'catalog' | 'names' | 'generation'>;

/** A cache of totals by sort and by blocks of events, one per index. */
export interface EarlierTotalsReader {
  /**
   * Totals of the events before a place in event order, by the keys of their sorts (see `sortKeys`). DETAIL events are left out.
   * @param isWanted whether the totals of this sort are needed
   */
  before(
    index: TotalledIndex,
    connection: DuckDBConnection,
    seq: number,
    isWanted: (key: number) => boolean,
  ): Promise<ReadonlyMap<number, EarlierTotals>>;
}

/** A block has 2 to this power events, consecutive in event order. */
const BLOCK_BITS = 17;
/** The size of the cache, in indexes. */
const MAX_KEPT = 4;
/** With more cells than this none are kept. A cell takes 72 bytes. */
const MAX_CELLS = 2 ** 17;

export function createEarlierTotals(): EarlierTotalsReader {
  const cache = createRevisionCache<NumberColumns | undefined>(MAX_KEPT);
  const counting = createSharedWork<NumberColumns | undefined>();

  async function countBlocks(
    index: TotalledIndex,
    connection: DuckDBConnection,
  ): Promise<NumberColumns | undefined> {
    const revision = await readRevision(connection, index.catalog);
    const key = `${index.catalog} ${String(index.generation())} ${String(revision)}`;
    return counting.share(key, async () => {
      const cells = await countCells(index, connection, 'true');
      return (cells[0]?.length ?? 0) > MAX_CELLS ? undefined : cells;
    });
  }

  return {
    async before(index, connection, seq, isWanted) {
      const totals = new Map<number, Writable<EarlierTotals>>();
      if (seq === 0) return totals;
      const keyOf = sortKeys(index.names());
      const generation = String(index.generation());
      const blocks = await cache.get(connection, index.catalog, generation, () =>
        countBlocks(index, connection),
      );
      const add = async (cells: NumberColumns, end: number): Promise<void> => {
        const [starts = [], types = [], agents = [], kinds = [], variables = [], ...rest] = cells;
        const [counts = [], lows = [], highs = [], turns = []] = rest;
        for (let at = 0; (starts[at] ?? end) < end; at++) {
          if (isBreathDue()) await breathe();
          const [type = 0, agent = 0] = [types[at], agents[at]];
          const key = keyOf({ type, agent, kind: kinds[at] ?? 0, variable: variables[at] ?? 0 });
          if (!isWanted(key)) continue;
          const [min = NaN, max = NaN] = [lows[at], highs[at]];
          const total = totals.get(key) ?? { count: 0, min: null, max: null, lastTurn: null };
          totals.set(key, total);
          total.count += counts[at] ?? 0;
          if (!Number.isNaN(min)) total.min = Math.min(min, total.min ?? min);
          if (!Number.isNaN(max)) total.max = Math.max(max, total.max ?? max);
          total.lastTurn = Math.max(turns[at] ?? 0, total.lastTurn ?? -Infinity);
        }
      };
      const whole = blocks === undefined ? 0 : seq >> BLOCK_BITS;
      if (blocks !== undefined) await add(blocks, whole);
      const rest = `seq >= ${String(whole * 2 ** BLOCK_BITS)} AND seq < ${String(seq)}`;
      await add(await countCells(index, connection, rest, Infinity), Infinity);
      return totals;
    },
  };
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

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
