import type { DuckDBConnection } from '@duckdb/node-api';
import type { Conditions } from '../../../filters/read-conditions';
import { BLOCK_BITS, BLOCK_SIZE } from './block-cube';
import type { BlockCubes, CountedIndex } from './block-cubes';
import { numberOf, queryRows } from '../sql/connections';
import { namesTerms, whereConditions } from './event-query';
import { countByBlock } from './rank-combinations';
import { createRevisionCache } from '../sql/revision-cache';

/** The size of the LRU cache of counts, in filters. */
const MAX_COUNTS = 64;

/** The matches of one filter, by blocks of `seq`. */
export interface BlockCounts {
  readonly total: number;
  /** Blocks with matches, in order, with the number of matches before each. */
  readonly blocks: readonly { readonly block: number; readonly before: number }[];
}

const WITHOUT_CHANGE = { included: new Set([0]), excluded: new Set<number>() };

const NO_MATCHES: BlockCounts = { total: 0, blocks: [] };

/** Counts the events that meet conditions, block by block. */
export interface BlockCounter {
  /**
   * Counts in the snapshot of the connection's transaction.
   * @param hasText the SQL condition for events with the text, when the conditions have a text
   */
  count(
    index: CountedIndex,
    connection: DuckDBConnection,
    conditions: Conditions,
    hasText?: string,
  ): Promise<BlockCounts>;
  /** Counts those of the matches that have no size of change. */
  countWithoutChange(
    index: CountedIndex,
    connection: DuckDBConnection,
    conditions: Conditions,
    hasText?: string,
  ): Promise<BlockCounts>;
  /** Counts the events that meet an SQL condition. */
  countWhere(connection: DuckDBConnection, catalog: string, where: string): Promise<BlockCounts>;
}

export function createBlockCounter(cubes: BlockCubes): BlockCounter {
  const cache = createRevisionCache<BlockCounts>(MAX_COUNTS);
  const countWhere: BlockCounter['countWhere'] = (connection, catalog, where) =>
    cache.get(connection, catalog, where, () => countMatches(connection, catalog, where));
  return {
    async count(index, connection, conditions, hasText) {
      const { catalog } = index;
      const where = whereConditions(conditions, index.names(), hasText);
      if (where === 'true') return countAll(connection, catalog);
      const terms = namesTerms(conditions, index.names());
      // A name that is in no event.
      if (Object.values(terms).some(({ included }) => included?.size === 0)) return NO_MATCHES;
      const cube = await cubes.inRange(index, connection, conditions, hasText);
      if (cube !== undefined) {
        return sumBlocks(countByBlock(cube, terms));
      }
      return countWhere(connection, catalog, where);
    },
    async countWithoutChange(index, connection, conditions, hasText) {
      const cube = await cubes.inRange(index, connection, conditions, hasText);
      if (cube !== undefined) {
        const terms = namesTerms(conditions, index.names());
        return sumBlocks(countByBlock(cube, { ...terms, changes: WITHOUT_CHANGE }));
      }
      const where = whereConditions(conditions, index.names(), hasText);
      return countWhere(connection, index.catalog, `${where} AND change IS NULL`);
    },
    countWhere,
  };
}

/** The block of an event, by its place in event order. */
export function blockOf(seq: number): number {
  return Math.floor(seq / BLOCK_SIZE);
}

/** The first `seq` of a block. */
export function startOf(block: number): number {
  return block * BLOCK_SIZE;
}

/** The number of matches before an event, and whether the event itself matches. */
export async function countBefore(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  { total, blocks }: BlockCounts,
  seq: number,
): Promise<{ readonly before: number; readonly matches: boolean }> {
  const block = blockOf(seq);
  const next = blocks.find((counted) => counted.block >= block);
  const [row] = await queryRows(
    connection,
    `SELECT count(*) FILTER (seq < ${String(seq)}) AS before, count(*) FILTER (seq = ${String(seq)}) AS own
     FROM ${catalog}.events
     WHERE seq >= ${String(startOf(block))} AND seq <= ${String(seq)} AND ${where}`,
  );
  const before = (next?.before ?? total) + (numberOf(row, 'before') ?? 0);
  return { before, matches: (numberOf(row, 'own') ?? 0) > 0 };
}

/** Every event matches, so no event needs to be read. */
async function countAll(connection: DuckDBConnection, catalog: string): Promise<BlockCounts> {
  const [row] = await queryRows(
    connection,
    `SELECT sum(event_count)::BIGINT AS total FROM ${catalog}.parts`,
  );
  const total = numberOf(row, 'total') ?? 0;
  const blocks = Array.from({ length: Math.ceil(total / BLOCK_SIZE) }, (_, block) => ({
    block,
    before: block * BLOCK_SIZE,
  }));
  return { total, blocks };
}

async function countMatches(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
): Promise<BlockCounts> {
  const rows = await queryRows(
    connection,
    `SELECT seq >> ${String(BLOCK_BITS)} AS block, count(*) AS n FROM ${catalog}.events
     WHERE ${where} GROUP BY block ORDER BY block`,
  );
  return sumBlocks(
    rows.map((row) => ({ block: numberOf(row, 'block') ?? 0, count: numberOf(row, 'n') ?? 0 })),
  );
}

function sumBlocks(
  counts: readonly { readonly block: number; readonly count: number }[],
): BlockCounts {
  let total = 0;
  const blocks = counts.map(({ block, count }) => {
    const before = total;
    total += count;
    return { block, before };
  });
  return { total, blocks };
}
