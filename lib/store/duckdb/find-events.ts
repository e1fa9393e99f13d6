import type { DuckDBConnection } from '@duckdb/node-api';
import { DEFAULT_LIMIT, type EventCriteria, type EventFilter } from '../../filters/event-filter';
import type { FoundPosition } from '../event-store';
import { BLOCK_BITS, BLOCK_SIZE } from './block-cube';
import type { BlockCubes } from './block-cubes';
import { inTransaction, numberOf, queryRows, type Row } from './connections';
import { idBits } from '../../scan/event-id-bits';
import { askForIds, idBitsOf, unionOf } from './event-ids';
import { namesTerms, whereCriteria } from './event-query';
import { countByBlock } from './rank-combinations';
import { SELECT_PLACES } from './read-events';
import { createRevisionCache } from './revision-cache';
import type { SimulationIndex } from './simulation-index';

/** Where the events of a page are, and how many match in all. */
export interface FoundPlaces {
  readonly rows: readonly Row[];
  readonly total: number;
}

/**
 * Finds pages of filtered events, whatever their offset, without reading what comes before them. `hasText` is the
 * condition that holds for events with the text the filter asks for, when it asks for one.
 */
export interface EventFinder {
  find(
    index: SimulationIndex,
    connection: DuckDBConnection,
    filter: EventFilter,
    hasText?: string,
  ): Promise<FoundPlaces>;
  /** Where an event stands among the matches; `undefined` when there is none of that id. */
  locate(
    index: SimulationIndex,
    connection: DuckDBConnection,
    eventId: string,
    filter: EventFilter,
    hasText?: string,
  ): Promise<FoundPosition | undefined>;
}

/** How many filters' counts are kept, the latest used. */
const MAX_COUNTS = 64;

/** Matches of one filter, block by block of `seq`. */
interface BlockCounts {
  readonly total: number;
  /** Blocks with matches, in order, and how many match before each. */
  readonly blocks: readonly { readonly block: number; readonly before: number }[];
}

export function createEventFinder(cubes: BlockCubes): EventFinder {
  const cache = createRevisionCache<BlockCounts>(MAX_COUNTS);

  async function countBlocks(
    index: SimulationIndex,
    connection: DuckDBConnection,
    criteria: EventCriteria,
    hasText: string | undefined,
  ): Promise<BlockCounts> {
    const where = whereCriteria(criteria, index.names(), hasText);
    if (where === 'true') return countAll(connection, index.catalog);
    const cube = await cubes.inRange(index, connection, criteria, hasText);
    if (cube !== undefined) {
      return sumBlocks(countByBlock(cube, namesTerms(criteria, index.names())));
    }
    return cache.get(connection, index.catalog, where, () =>
      countMatches(connection, index.catalog, where),
    );
  }

  return {
    find: (index, connection, filter, hasText) =>
      inTransaction(connection, async () => {
        const { catalog } = index;
        const { limit = DEFAULT_LIMIT, offset = 0, order = 'asc' } = filter;
        const where = whereCriteria(filter, index.names(), hasText);
        const counts = await countBlocks(index, connection, filter, hasText);
        const { total } = counts;
        // A page from the end is one from the beginning, turned round.
        const first = order === 'asc' ? offset : Math.max(0, total - offset - limit);
        const last = order === 'asc' ? Math.min(total, offset + limit) : total - offset;
        if (last <= first) return { rows: [], total };
        const rows = await readRange(connection, catalog, where, counts, first, last);
        return { rows: order === 'asc' ? rows : [...rows].reverse(), total };
      }),

    locate: (index, connection, eventId, filter, hasText) =>
      inTransaction(connection, async () => {
        const { catalog } = index;
        const seq = await findSeq(connection, catalog, eventId);
        if (seq === undefined) return undefined;
        const where = whereCriteria(filter, index.names(), hasText);
        const { total, blocks } = await countBlocks(index, connection, filter, hasText);
        const block = seq >> BLOCK_BITS;
        const next = blocks.find((counted) => counted.block >= block);
        const [row] = await queryRows(
          connection,
          `SELECT count(*) FILTER (seq < ${String(seq)}) AS before, count(*) FILTER (seq = ${String(seq)}) AS own
           FROM ${catalog}.events
           WHERE seq >= ${String(block * BLOCK_SIZE)} AND seq <= ${String(seq)} AND ${where}`,
        );
        const before = (next?.before ?? total) + (numberOf(row, 'before') ?? 0);
        const own = numberOf(row, 'own') ?? 0;
        const offset = filter.order === 'desc' ? total - before - own : before;
        return { event_id: eventId, offset, total, matches: own > 0 };
      }),
  };
}

/** Every event matches: no need to look at any. */
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

/** The place in event order of the first event of this id. */
async function findSeq(
  connection: DuckDBConnection,
  catalog: string,
  eventId: string,
): Promise<number | undefined> {
  const asked = askForIds('id', new Set([eventId]));
  const rows = await queryRows(
    connection,
    `${unionOf(`SELECT seq, id_high, id_low, id_text FROM ${catalog}.events`, asked.conditions)} ORDER BY seq`,
    asked.bound,
  );
  const first = rows.find((row) => idBitsOf(row) === idBits(eventId));
  return numberOf(first, 'seq') ?? undefined;
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
  // Every event matches: `seq` is its place.
  if (where === 'true') {
    return queryRows(
      connection,
      `${SELECT_PLACES} FROM ${catalog}.events
       WHERE seq >= ${String(first)} AND seq < ${String(last)} ORDER BY seq`,
    );
  }
  const from = blocks.findLast(({ before }) => before <= first);
  const to = blocks.findLast(({ before }) => before < last);
  if (from === undefined || to === undefined) return [];
  return queryRows(
    connection,
    `${SELECT_PLACES} FROM ${catalog}.events
     WHERE seq >= ${String(from.block * BLOCK_SIZE)}
       AND seq < ${String((to.block + 1) * BLOCK_SIZE)} AND ${where}
     ORDER BY seq LIMIT ${String(last - first)} OFFSET ${String(first - from.before)}`,
  );
}
