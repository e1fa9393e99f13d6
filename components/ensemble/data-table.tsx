'use client';

import {
  useId,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { runByFocusKey } from '@/components/commands/command';
import { walkByKey } from '@/components/commands/row-commands';
import { classNames } from '@/components/ui/class-names';
import { rowAfterStep } from '@/components/ui/row-after-step';
import { useVirtualRows } from '@/components/ui/use-virtual-rows';
import styles from './data-table.module.css';
import { tableTracks, type TableColumn } from './table-column';
import { TABLE_COMMANDS } from './table-commands';

const ROW_HEIGHT_PX = 28;
/** More rows than this take too long to print. */
const MOST_PRINTED = 2000;

export interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly sort?: string;
  readonly order?: 'asc' | 'desc';
  readonly onSort?: (sort: string) => void;
  /** Marked rows. */
  readonly isMarked?: (row: Row) => boolean;
  /** The row under the keyboard's cursor or the pointer; `undefined` when there is none. */
  readonly onPoint?: (row: Row | undefined) => void;
  /** Enter on a row. */
  readonly onOpen?: (row: Row) => void;
  /** x or Space on a row. */
  readonly onTick?: (row: Row) => void;
  /** The number of rows in `kept`. */
  readonly keptCount?: number;
  /** Rows that stay in view at the bottom. */
  readonly kept?: ReactNode;
  readonly className?: string | undefined;
}

/** A table of any number of rows. It is one tab stop; arrow keys walk over its rows. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  sort,
  order = 'asc',
  onSort,
  isMarked,
  onPoint,
  onOpen,
  onTick,
  keptCount = 0,
  kept,
  className,
}: DataTableProps<Row>) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const list = useVirtualRows({
    scroller,
    rowCount: rows.length,
    rowHeightPx: ROW_HEIGHT_PX,
    headerPx: ROW_HEIGHT_PX * (1 + keptCount),
    initialRow: 0,
    isPinned: false,
    printedPage: MOST_PRINTED,
    onPinnedChange: ignore,
  });
  const found = activeKey === null ? -1 : rows.findIndex((row) => keyOf(row) === activeKey);
  const activeRow = found === -1 ? undefined : found;
  const isActiveRendered = list.rows.some(({ row }) => row === activeRow);

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget) return;
    const active = activeRow === undefined ? undefined : rows[activeRow];
    const bind = (act: ((row: Row) => void) | undefined) =>
      act === undefined || active === undefined ? undefined : () => act(active);
    const target = { tick: bind(onTick), open: bind(onOpen) };
    if (runByFocusKey(TABLE_COMMANDS, target, event)) return;
    walkByKey(event, {
      walk(step) {
        const { firstRow, rowsPerPage, scrollToRow } = list;
        const place = { activeRow, firstRow, total: rows.length, rowsPerPage: rowsPerPage() };
        const next = rowAfterStep(step, place);
        const row = rows[next];
        if (row === undefined) return;
        setActiveKey(keyOf(row));
        onPoint?.(row);
        scrollToRow(next);
      },
    });
  }

  const { tracks, widthPx } = tableTracks(columns);
  const measures: CSSProperties & Record<`--${string}`, string> = {
    '--tracks': tracks,
    '--least-width': `${widthPx}px`,
  };
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={isActiveRendered ? `${id}-${String(activeRow)}` : undefined}
      tabIndex={0}
      className={classNames(styles['scroller'], className)}
      style={measures}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onPoint?.(undefined)}
      onBlur={() => onPoint?.(undefined)}
    >
      <div className={styles['sheet']}>
        <div role="rowgroup" className={styles['head']}>
          <div role="row" aria-rowindex={1} className={styles['row']}>
            {columns.map((column) => (
              <Heading
                key={column.id}
                column={column}
                direction={column.sort !== undefined && column.sort === sort ? order : undefined}
                onSort={onSort}
              />
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles['rows']} style={{ height: list.heightPx }}>
          {list.rows.map(({ row: at, topPx, elementKey }) => {
            const row = rows[at];
            if (row === undefined) return null;
            return (
              <div
                key={elementKey}
                id={`${id}-${String(at)}`}
                role="row"
                aria-rowindex={at + 2}
                data-active={at === activeRow}
                data-marked={isMarked?.(row) === true}
                className={classNames(styles['row'], styles['placed'])}
                style={{ transform: `translateY(${topPx}px)` }}
                onPointerEnter={() => onPoint?.(row)}
              >
                <RowCells columns={columns} row={row} />
              </div>
            );
          })}
        </div>
        {kept}
      </div>
    </div>
  );
}

function Heading<Row>({
  column: { title, hint, isNumber, sort },
  direction,
  onSort,
}: {
  readonly column: TableColumn<Row>;
  readonly direction: 'asc' | 'desc' | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}) {
  const isSortable = sort !== undefined && onSort !== undefined;
  return (
    <span
      role="columnheader"
      title={hint}
      data-number={isNumber}
      className={styles['cell']}
      aria-sort={
        direction === undefined ? undefined : direction === 'asc' ? 'ascending' : 'descending'
      }
    >
      {isSortable ? (
        <button type="button" className={styles['sort']} onClick={() => onSort(sort)}>
          {title}
          {direction === undefined ? null : (
            <span aria-hidden="true"> {direction === 'asc' ? '↑' : '↓'}</span>
          )}
        </button>
      ) : (
        title
      )}
    </span>
  );
}

/** The cells of a row. */
export function RowCells<Row>({
  columns,
  row,
}: {
  readonly columns: readonly TableColumn<Row>[];
  readonly row: Row;
}) {
  return columns.map(({ id, isNumber, text, cell }) => (
    <span key={id} role="gridcell" data-number={isNumber} className={styles['cell']}>
      {cell === undefined ? text(row) : cell(row)}
    </span>
  ));
}

function ignore(): void {
  // The table does not follow its end.
}
