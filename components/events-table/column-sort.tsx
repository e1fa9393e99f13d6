import type { SortKey } from '@/lib/filters/event-filter';
import styles from './column-header.module.css';
import { isFieldColumn, type ColumnId, type EventColumnId } from './event-columns';
import type { RowSort } from './rows-filter';

interface ColumnSort {
  readonly key: SortKey;
  /** The first order by a click, and the words for both. */
  readonly first: RowSort['order'];
  readonly asc: string;
  readonly desc: string;
}

/** The columns by which rows can be sorted. The description stands for the size of the change that it tells. */
const SORTS: Readonly<Partial<Record<EventColumnId, ColumnSort>>> = {
  time: { key: 'timestamp', first: 'asc', asc: 'oldest first', desc: 'newest first' },
  turn: { key: 'turn', first: 'asc', asc: 'lowest turn first', desc: 'highest turn first' },
  agent: { key: 'agent', first: 'asc', asc: 'agents from A', desc: 'agents from Z' },
  description: {
    key: 'change',
    first: 'desc',
    asc: 'smallest change first',
    desc: 'largest change first',
  },
};

function sortOf(column: ColumnId): ColumnSort | undefined {
  return isFieldColumn(column) ? undefined : SORTS[column];
}

/** The value of `aria-sort` for the header of a column; `undefined` for one that cannot sort. */
export function ariaSort(
  column: ColumnId,
  { sort, order }: RowSort,
): 'ascending' | 'descending' | 'none' | undefined {
  const own = sortOf(column);
  if (own === undefined) return undefined;
  if (own.key !== sort) return 'none';
  return order === 'asc' ? 'ascending' : 'descending';
}

/** The order in words. */
export function sortText({ sort, order }: RowSort): string {
  const own = Object.values(SORTS).find(({ key }) => key === sort);
  return own === undefined ? '' : own[order];
}

/** The orders by a column, the usual one first; none for a column that cannot sort. */
export function sortsOf(column: ColumnId): readonly RowSort[] {
  const own = sortOf(column);
  if (own === undefined) return [];
  const orders = own.first === 'asc' ? (['asc', 'desc'] as const) : (['desc', 'asc'] as const);
  return orders.map((order) => ({ sort: own.key, order }));
}

/** An arrow in the header of the column by which rows are sorted. */
export function SortSign({ column, sort }: { readonly column: ColumnId; readonly sort: RowSort }) {
  if (sortOf(column)?.key !== sort.sort) return null;
  return (
    <svg className={styles['sorted']} viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
      <path d={sort.order === 'asc' ? 'M1 5.5 4 2.5 7 5.5' : 'M1 2.5 4 5.5 7 2.5'} />
    </svg>
  );
}
