'use client';

import { RowCells } from './data-table';
import styles from './data-table.module.css';
import { usePointed, type PointedRun } from './pointed-run';
import type { ResultRow } from './result-columns';
import result from './results-section.module.css';
import type { TableColumn } from './table-column';

/** Rows that stay at the bottom of the table: of special runs, and of the pointed or the marked one. */
export function KeptRows({
  columns,
  rows,
  byRun,
  pointed,
  chosen,
}: {
  readonly columns: readonly TableColumn<ResultRow>[];
  readonly rows: readonly ResultRow[];
  readonly byRun: ReadonlyMap<string, ResultRow>;
  readonly pointed: PointedRun;
  readonly chosen: string | null;
}) {
  return (
    <div role="rowgroup" aria-label="Kept in view" className={styles['kept']}>
      {rows.map((row) => (
        <div key={row.run} role="row" className={styles['row']}>
          <RowCells columns={columns} row={row} />
        </div>
      ))}
      <PointedRow columns={columns} byRun={byRun} pointed={pointed} chosen={chosen} />
    </div>
  );
}

function PointedRow({
  columns,
  byRun,
  pointed,
  chosen,
}: {
  readonly columns: readonly TableColumn<ResultRow>[];
  readonly byRun: ReadonlyMap<string, ResultRow>;
  readonly pointed: PointedRun;
  readonly chosen: string | null;
}) {
  const now = usePointed(pointed, (each) => each?.run ?? null);
  const row = byRun.get(now ?? chosen ?? '');
  if (row === undefined) {
    return (
      <div role="row" className={styles['row']}>
        <span role="gridcell" className={result['hint']}>
          The run under the pointer is shown here; a click in a chart marks it.
        </span>
      </div>
    );
  }
  const remark = now === null ? 'marked' : 'under the pointer';
  const named = columns.map((column) =>
    column.id === 'remark' && column.text(row) === ''
      ? {
          ...column,
          text: () => remark,
          cell: () => <span className={result['quiet']}>{remark}</span>,
        }
      : column,
  );
  return (
    <div role="row" className={styles['row']}>
      <RowCells columns={named} row={row} />
    </div>
  );
}
