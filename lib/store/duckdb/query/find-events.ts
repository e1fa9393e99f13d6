import type { DuckDBConnection } from '@duckdb/node-api';
import { DEFAULT_LIMIT, type EventPaging } from '../../../filters/event-filter';
import type { Conditions } from '../../../filters/read-conditions';
import type { FoundPosition } from '../../event-store';
import { inTransaction, queryRows, type Row } from '../sql/connections';
import { countBefore, startOf, type BlockCounter, type BlockCounts } from './block-counts';
import { countEffects } from '../links/count-effects';
import { findPlaces } from './event-places';
import { whereConditions } from './event-query';
import { findSeq } from './find-seq';
import type { MatchSorter } from './sort-matches';
import { SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';

/** The places of the events of a page, and the number of all matches. */
export interface FoundPlaces {
  readonly rows: readonly Row[];
  readonly total: number;
  /** For each row, if requested. */
  readonly effectCounts?: readonly number[];
}

/**
 * Finds pages of filtered events at any offset without reading the events before them. `hasText` is the SQL condition for
 * events with the text, when the conditions have a text.
 */
export interface EventFinder {
  find(
    index: SimulationIndex,
    connection: DuckDBConnection,
    conditions: Conditions,
    options?: EventPaging & {
      readonly hasText?: string | undefined;
      readonly countsEffects?: boolean | undefined;
    },
  ): Promise<FoundPlaces>;
  /** The position of an event among the matches; `undefined` when no event has this id. */
  locate(
    index: SimulationIndex,
    connection: DuckDBConnection,
    eventId: string,
    conditions: Conditions,
    options: Pick<EventPaging, 'sort' | 'order'> & { readonly hasText?: string | undefined },
  ): Promise<FoundPosition | undefined>;
}

export function createEventFinder(counter: BlockCounter, sorter: MatchSorter): EventFinder {
  return {
    find: (index, connection, conditions, options = {}) =>
      inTransaction(connection, async () => {
        const { catalog } = index;
        const { limit = DEFAULT_LIMIT, offset = 0, order = 'asc' } = options;
        const { hasText, countsEffects = false, sort = 'timestamp' } = options;
        const withEffects = async (rows: readonly Row[], total: number): Promise<FoundPlaces> =>
          countsEffects
            ? { rows, total, effectCounts: await countEffects(connection, catalog, rows) }
            : { rows, total };
        if (sort !== 'timestamp') {
          const by = { key: sort, direction: order };
          const sorted = await sorter.sort(index, connection, conditions, hasText, by);
          const { total } = sorted;
          const places = await sorted.places(offset, Math.min(total, offset + limit));
          return withEffects(await findPlaces(connection, catalog, places), total);
        }
        const where = whereConditions(conditions, index.names(), hasText);
        const counts = await counter.count(index, connection, conditions, hasText);
        const { total } = counts;
        // A page near the end is read backwards, as a page near the beginning.
        const first = order === 'asc' ? offset : Math.max(0, total - offset - limit);
        const last = order === 'asc' ? Math.min(total, offset + limit) : total - offset;
        const found =
          last <= first ? [] : await readRange(connection, catalog, where, counts, first, last);
        const rows = order === 'asc' ? found : [...found].reverse();
        return withEffects(rows, total);
      }),

    locate: (
      index,
      connection,
      eventId,
      conditions,
      { sort = 'timestamp', order = 'asc', hasText },
    ) =>
      inTransaction(connection, async () => {
        const { catalog } = index;
        const found = await findSeq(connection, catalog, eventId);
        if (found === undefined) return undefined;
        const { seq } = found;
        if (sort !== 'timestamp') {
          const by = { key: sort, direction: order };
          const sorted = await sorter.sort(index, connection, conditions, hasText, by);
          const { before, matches } = await sorted.countBefore(seq);
          return { event_id: eventId, offset: before, total: sorted.total, matches };
        }
        const where = whereConditions(conditions, index.names(), hasText);
        const counts = await counter.count(index, connection, conditions, hasText);
        const { before, matches } = await countBefore(connection, catalog, where, counts, seq);
        const { total } = counts;
        const offset = order === 'desc' ? total - before - Number(matches) : before;
        return { event_id: eventId, offset, total, matches };
      }),
  };
}

/** The matches from index `first` up to, not including, `last`. Reads only the blocks that hold them. */
async function readRange(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  { blocks }: BlockCounts,
  first: number,
  last: number,
): Promise<readonly Row[]> {
  // Every event matches, so its index is its `seq`.
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
     WHERE seq >= ${String(startOf(from.block))}
       AND seq < ${String(startOf(to.block + 1))} AND ${where}
     ORDER BY seq LIMIT ${String(last - first)} OFFSET ${String(first - from.before)}`,
  );
}
