import type { DuckDBConnection } from '@duckdb/node-api';
import type { EventOrder, SortKey } from '../../../filters/event-filter';
import type { MarkSearch } from '../../../filters/mark-options';
import { inTransaction } from '../sql/connections';
import { findPlaces } from './event-places';
import type { MarkPlaces, MarkScope } from './find-marks';
import type { MatchSorter } from './sort-matches';

/** The same as `findMark`, for rows in any order. */
export function findSortedMark(
  connection: DuckDBConnection,
  sorter: MatchSorter,
  { index, conditions, hasText, hasMark }: MarkScope,
  { row = 0, direction = 'next' }: MarkSearch,
  by: { readonly key: SortKey; readonly direction: EventOrder },
): Promise<MarkPlaces> {
  return inTransaction(connection, async () => {
    const hasBoth = hasText === undefined ? hasMark : `${hasText} AND ${hasMark}`;
    const rows = await sorter.sort(index, connection, conditions, hasText, by);
    const marks = await sorter.sort(index, connection, conditions, hasBoth, by);
    const none = { total: rows.total, mark_count: marks.total, mark: null };
    if (marks.total === 0) return none;

    const [start] = row < rows.total ? await rows.places(row, row + 1) : [];
    const { before, matches } =
      start === undefined
        ? { before: marks.total, matches: false }
        : await marks.countBefore(start);
    const asked = direction === 'next' || matches ? before : before - 1;
    // Around the ends.
    const at = (asked + marks.total) % marks.total;
    const [place] = await marks.places(at, at + 1);
    if (place === undefined) return none;
    const [found] = await findPlaces(connection, index.catalog, [place]);
    if (found === undefined) return none;
    const own = await rows.countBefore(place);
    return { ...none, mark: { row: found, offset: own.before, ordinal: at + 1 } };
  });
}
