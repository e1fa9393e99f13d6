import type { ReactNode } from 'react';
import styles from './chart-row.module.css';

/** A row of the chart: its name and its values at the cursor, beside its plot. */
export function ChartRow({
  name,
  note,
  children,
}: {
  readonly name: ReactNode;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles['row']}>
      <div className={styles['label']}>
        <div className={styles['name']}>{name}</div>
        {note === undefined ? null : <div className={styles['note']}>{note}</div>}
      </div>
      <div className={styles['plot']}>{children}</div>
    </div>
  );
}
