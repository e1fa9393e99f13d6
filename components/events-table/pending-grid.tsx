import gridStyles from './event-grid.module.css';
import { PendingCells } from './event-row';
import rowStyles from './event-row.module.css';
import { TableHead } from './table-frame';
import type { EventColumns } from './use-event-columns';

const ROW_PX = 28;
const ROWS = Array.from({ length: 40 }, (_, row) => row);

/** The table before anything is known of it, in its later measures. */
export function PendingGrid({ columns }: { readonly columns: EventColumns }) {
  return (
    <div className={gridStyles['pending']} role="grid" aria-label="Events" aria-busy="true">
      <TableHead columns={columns} />
      <div role="rowgroup" className={gridStyles['rows']}>
        {ROWS.map((row) => (
          <div
            key={row}
            role="row"
            className={rowStyles['row']}
            style={{ transform: `translateY(${row * ROW_PX}px)` }}
          >
            <PendingCells row={row} columns={columns.shown} />
          </div>
        ))}
      </div>
    </div>
  );
}
