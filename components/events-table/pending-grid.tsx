import { classNames } from '@/components/ui/class-names';
import { formatCount } from '@/components/ui/format-count';
import gridStyles from './event-grid.module.css';
import { EventRow, PendingCells } from './event-row';
import rowStyles from './event-row.module.css';
import type { FirstRows } from './first-rows';
import { TableHead } from './table-frame';
import type { EventColumns } from './use-event-columns';

const ROW_PX = 28;
/** Enough rows for a tall screen. */
export const PENDING_ROWS = 40;

/** The table before it is interactive, in its final layout, with the first rows if they are known. */
export function PendingGrid({
  columns,
  firstRows,
}: {
  readonly columns: EventColumns;
  readonly firstRows: FirstRows | undefined;
}) {
  return (
    <div className={gridStyles['pending']} role="grid" aria-label="Events" aria-busy="true" inert>
      <TableHead columns={columns} />
      {firstRows === undefined ? null : (
        <div className={gridStyles['turnBand']}>
          turn {formatCount(firstRows.rows[0]?.turn ?? 0)}
        </div>
      )}
      {firstRows === undefined ? null : (
        <div role="rowgroup" className={classNames(gridStyles['rows'], gridStyles['known'])}>
          <KnownRows columns={columns} firstRows={firstRows} />
        </div>
      )}
      <div role="rowgroup" className={gridStyles['rows']}>
        <PendingRows columns={columns} />
      </div>
    </div>
  );
}

function PendingRows({ columns }: { readonly columns: EventColumns }) {
  return Array.from({ length: PENDING_ROWS }, (_, row) => (
    <div key={row} role="row" className={rowStyles['row']} style={{ top: row * ROW_PX }}>
      <PendingCells row={row} columns={columns.shown} />
    </div>
  ));
}

function KnownRows({
  columns,
  firstRows: { rows, effectCounts },
}: {
  readonly columns: EventColumns;
  readonly firstRows: FirstRows;
}) {
  const { time, shown } = columns;
  return rows.map((facts, row) => (
    <EventRow
      key={row}
      id={`first-row-${row}`}
      row={row}
      topPx={row * ROW_PX}
      columns={shown}
      facts={facts}
      above={rows[row - 1]}
      hasTurnLines
      eventId={undefined}
      effectCount={effectCounts[row]}
      values={undefined}
      time={time}
      {...WHOLE_NAMES}
      marked={NOTHING_MARKED}
      snippet={undefined}
      isFound={false}
      isSelected={false}
      isActive={false}
      hasMenu={false}
      activeColumn={undefined}
      onPick={nothing}
      onOpenCausality={nothing}
    />
  ));
}

/** The widths of columns are not known yet. */
const WHOLE_NAMES = { shortType: undefined, shortAgent: undefined, shortKind: undefined };

const NOTHING_MARKED: readonly string[] = [];

/** Handlers do nothing before the table is interactive. */
function nothing(): void {}
