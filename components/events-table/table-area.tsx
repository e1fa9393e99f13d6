import type { CSSProperties, ReactNode, Ref } from 'react';
import styles from './events-table.module.css';
import type { EventColumns } from './use-event-columns';

/** The container of the table, with the widths of its columns. */
export function TableArea({
  columns,
  area,
  children,
}: {
  readonly columns: EventColumns;
  readonly area?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}) {
  const measures: CSSProperties & Record<`--${string}`, string> = {
    '--event-columns': columns.template,
    '--event-row-min': `${columns.minWidthPx}px`,
  };
  return (
    <div ref={area} className={styles['table']} style={measures}>
      {children}
    </div>
  );
}
