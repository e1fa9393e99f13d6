import type { DuckDBConnection } from '@duckdb/node-api';
import { numberOf, queryRows } from './connections';
import { createRevisionCache } from './revision-cache';

/** How many events in order matches are counted by: 2 to this power. */
const BLOCK_BITS = 14;

/** How many filters' counts are kept, the latest used. */
const MAX_COUNTS = 64;

/** Matches of one filter, block by block of `seq`. */
export interface BlockCounts {
  readonly total: number;
  /** Blocks with matches, in order, and how many match before each. */
  readonly blocks: readonly { readonly block: number; readonly before: number }[];
}

/** Counts the events that a condition on `events` holds for; each count is kept until something is committed. */
export interface BlockCounter {
  /** In the connection's transaction, of whose state the counts are. */
  count(connection: DuckDBConnection, catalog: string, where: string): Promise<BlockCounts>;
}

export function createBlockCounter(): BlockCounter {
  const cache = createRevisionCache<BlockCounts>(MAX_COUNTS);
  return {
    count: (connection, catalog, where) =>
      cache.get(connection, catalog, where, () =>
        where === 'true' ? countAll(connection, catalog) : countMatches(connection, catalog, where),
      ),
  };
}

/** The block an event in order stands in. */
export function blockOf(seq: number): number {
  return seq >> BLOCK_BITS;
}

/** The first `seq` of a block. */
export function startOf(block: number): number {
  return block * 2 ** BLOCK_BITS;
}

/** How many matches stand before an event in order, and whether it is one. */
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

/** Every event matches. */
async function countAll(connection: DuckDBConnection, catalog: string): Promise<BlockCounts> {
  const [row] = await queryRows(
    connection,
    `SELECT sum(event_count)::BIGINT AS total FROM ${catalog}.parts`,
  );
  const total = numberOf(row, 'total') ?? 0;
  const size = 2 ** BLOCK_BITS;
  const blocks = Array.from({ length: Math.ceil(total / size) }, (_, block) => ({
    block,
    before: block * size,
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
  let total = 0;
  const blocks = rows.map((row) => {
    const before = total;
    total += numberOf(row, 'n') ?? 0;
    return { block: numberOf(row, 'block') ?? 0, before };
  });
  return { total, blocks };
}
