import { memo, type ReactNode } from 'react';
import { Toolbar } from '@/components/ui/toolbar';
import { ColumnHeader } from './column-header';
import styles from './table-frame.module.css';
import type { EventColumns } from './use-event-columns';

/** The bar above the table: active filters on the left, actions and the position on the right. */
export function TableToolbar({
  children,
  actions,
  note = '',
  readout,
}: {
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** The result of the last action. */
  readonly note?: string;
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
        <span className={styles['readout']}>{readout}</span>
      </div>
    </Toolbar>
  );
}

/** The names of the columns. */
export const TableHead = memo(function TableHead({ columns }: { readonly columns: EventColumns }) {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        {columns.columns.map((column) => (
          <ColumnHeader key={column.id} column={column} columns={columns} />
        ))}
      </div>
    </div>
  );
});
