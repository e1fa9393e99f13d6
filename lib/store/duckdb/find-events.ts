import type { DuckDBConnection } from '@duckdb/node-api';
import { DEFAULT_LIMIT, type EventFilter } from '../../filters/event-filter';
import { inTransaction, numberOf, queryRows, textOf, type Row } from './connections';
import { whereCriteria } from './event-query';
import { SELECT_PLACES } from './read-events';
import type { SimulationIndex } from './simulation-index';

/** Where the events of a page are, and how many match in all. */
export interface FoundPlaces {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** Finds pages of filtered events, whatever their offset, without reading what comes before them. */
export interface EventFinder {
  find(
    index: SimulationIndex,
    connection: DuckDBConnection,
    filter: EventFilter,
  ): Promise<FoundPlaces>;
}

/** How many events in order matches are counted by: 2 to this power. */
const BLOCK_BITS = 14;

/** How many filters' counts are kept, the latest used. */
const MAX_COUNTS = 64;

/** Matches of one filter, block by block of `seq`. */
interface BlockCounts {
  readonly revision: string;
  readonly total: number;
  /** Blocks with matches, in order, and how many match before each. */
  readonly blocks: readonly { readonly block: number; readonly before: number }[];
}

export function createEventFinder(): EventFinder {
  // A Map keeps the order of insertion: the first is the longest unused.
  const known = new Map<string, BlockCounts>();

  async function countBlocks(
    connection: DuckDBConnection,
    catalog: string,
    where: string,
  ): Promise<BlockCounts> {
    const [row] = await queryRows(
      connection,
      `SELECT max(revision) AS revision, sum(event_count)::BIGINT AS event_count FROM ${catalog}.parts`,
    );
    const revision = textOf(row, 'revision');
    const key = `${catalog} ${where}`;
    const held = known.get(key);
    known.delete(key);
    const counts =
      held?.revision === revision
        ? held
        : where === 'true'
          ? countAll(revision, numberOf(row, 'event_count') ?? 0)
          : await readCounts(connection, catalog, where, revision);
    known.set(key, counts);
    const [longestUnused] = known.keys();
    if (known.size > MAX_COUNTS && longestUnused !== undefined) known.delete(longestUnused);
    return counts;
  }

  return {
    find: (index, connection, filter) =>
      inTransaction(connection, async () => {
        const { catalog } = index;
        const { limit = DEFAULT_LIMIT, offset = 0, order = 'asc' } = filter;
        const where = whereCriteria(filter, index.names());
        const counts = await countBlocks(connection, catalog, where);
        const { total } = counts;
        // A page from the end is one from the beginning, turned round.
        const first = order === 'asc' ? offset : Math.max(0, total - offset - limit);
        const last = order === 'asc' ? Math.min(total, offset + limit) : total - offset;
        if (last <= first) return { rows: [], total };
        const rows = await readRange(connection, catalog, where, counts, first, last);
        return { rows: order === 'asc' ? rows : [...rows].reverse(), total };
      }),
  };
}

/** Every event matches. */
function countAll(revision: string, total: number): BlockCounts {
  const size = 2 ** BLOCK_BITS;
  const blocks = Array.from({ length: Math.ceil(total / size) }, (_, block) => ({
    block,
    before: block * size,
  }));
  return { revision, total, blocks };
}

async function readCounts(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  revision: string,
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
  return { revision, total, blocks };
}

/** The matches from the `first` to before the `last`, looked for only in the blocks that hold them. */
async function readRange(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  { blocks }: BlockCounts,
  first: number,
  last: number,
): Promise<readonly Row[]> {
  const from = blocks.findLast(({ before }) => before <= first);
  const to = blocks.findLast(({ before }) => before < last);
  if (from === undefined || to === undefined) return [];
  return queryRows(
    connection,
    `${SELECT_PLACES} FROM ${catalog}.events
     WHERE seq >= ${String(from.block * 2 ** BLOCK_BITS)}
       AND seq < ${String((to.block + 1) * 2 ** BLOCK_BITS)} AND ${where}
     ORDER BY seq LIMIT ${String(last - first)} OFFSET ${String(first - from.before)}`,
  );
}
