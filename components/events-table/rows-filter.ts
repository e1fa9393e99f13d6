import type { EventCriteria, EventOrder, SortKey } from '@/lib/filters/event-filter';

/** The order of the rows. */
export interface RowSort {
  readonly sort: SortKey;
  readonly order: EventOrder;
}

export const OLDEST_FIRST: RowSort = { sort: 'timestamp', order: 'asc' };

/** The matches as rows: the criteria, and an order other than oldest first. */
export type RowsFilter = EventCriteria & Partial<RowSort>;

export function rowsFilter(criteria: EventCriteria, { sort, order }: RowSort): RowsFilter {
  return isOldestFirst({ sort, order }) ? criteria : { ...criteria, sort, order };
}

/** Whether new events are the last rows. */
export function isOldestFirst({ sort = 'timestamp', order = 'asc' }: Partial<RowSort>): boolean {
  return sort === 'timestamp' && order === 'asc';
}

/** The criteria without the order, for answers that have none. */
export function unsorted({ sort: _, order: __, ...criteria }: RowsFilter): EventCriteria {
  return criteria;
}
