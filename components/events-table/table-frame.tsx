import type { ReactNode } from 'react';
import styles from './table-frame.module.css';

/** What stands above the table: active filters left, position right. */
export function TableToolbar({
  children,
  readout,
}: {
  readonly children: ReactNode;
  readonly readout: string;
}) {
  return (
    <div className={styles['toolbar']}>
      <div className={styles['filters']}>{children}</div>
      <span className={styles['readout']}>{readout}</span>
    </div>
  );
}

const COLUMNS = ['time', 'turn', 'type', 'agent', 'kind', 'description'] as const;

/** The names of the columns. */
export function TableHead() {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        {COLUMNS.map((column) => (
          <span
            key={column}
            role="columnheader"
            className={styles[column]}
            title={column === 'time' ? 'UTC' : undefined}
          >
            {column}
          </span>
        ))}
      </div>
    </div>
  );
}
