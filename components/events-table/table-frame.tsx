import { memo, type ReactNode } from 'react';
import { Toolbar } from '@/components/ui/toolbar';
import { ColumnHeader } from './column-header';
import type { RowSort } from './rows-filter';
import styles from './table-frame.module.css';
import type { EventColumns } from './use-event-columns';

/** The bar above the table: active filters on the left, actions and the position on the right. */
export function TableToolbar({
  children,
  actions,
  note = '',
  sorted = '',
  readout,
}: {
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** The result of the last action. */
  readonly note?: string;
  /** The order of the rows in words; empty for oldest first. */
  readonly sorted?: string;
  readonly readout: string;
}) {
  return (
    <Toolbar label="Table" className={styles['toolbar']}>
      <div className={styles['filters']}>{children}</div>
      <span role="status" className={styles['note']}>
        {note}
      </span>
      <div className={styles['actions']}>
        {actions}
        {sorted === '' ? null : (
          <span
            className={styles['readout']}
            title="New events take their places in this order. Follow sorts oldest first."
          >
            {sorted}
          </span>
        )}
        <span className={styles['readout']}>{readout}</span>
      </div>
    </Toolbar>
  );
}

/** The names of the columns. */
export const TableHead = memo(function TableHead({
  columns,
  sort,
  onSortChange,
}: {
  readonly columns: EventColumns;
  /** The order of the rows; `undefined` before it can be changed. */
  readonly sort?: RowSort;
  readonly onSortChange?: (sort: RowSort) => void;
}) {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        {columns.columns.map((column) => (
          <ColumnHeader
            key={column.id}
            column={column}
            columns={columns}
            sort={sort}
            onSortChange={onSortChange}
          />
        ))}
      </div>
    </div>
  );
});
