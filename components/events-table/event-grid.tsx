'use client';

import { useCallback, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { useVirtualRows } from '@/components/ui/use-virtual-rows';
import { EventRow } from './event-row';
import styles from './event-grid.module.css';
import type { EventsTableProps } from './events-table-props';
import { rowAfterKey } from './row-after-key';
import { TableHead, TableToolbar } from './table-frame';
import { useEventRows } from './use-event-rows';

const ROW_HEIGHT_PX = 28;

interface EventGridProps extends Omit<EventsTableProps, 'matches' | 'noMatches'> {
  /** At least 1. */
  readonly total: number;
  readonly showsDay: boolean;
}

/**
 * Where the keyboard is. The selection comes back by way of the URL, a moment later: while it is one of those the
 * table has just made, the cursor holds; any other was made elsewhere.
 */
interface Cursor {
  readonly row: number;
  readonly ownSelections: readonly (string | null)[];
}

/** As many as a held key can make before one comes back. */
const MAX_OWN_SELECTIONS = 32;

export function EventGrid({ handle, ...props }: EventGridProps) {
  const { simulation, criteria, total, selectedEventId, onSelect, onFirstRowChange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const list = useVirtualRows({
    scroller,
    rowCount: total,
    rowHeightPx: ROW_HEIGHT_PX,
    headerPx: ROW_HEIGHT_PX,
    initialRow: Math.min(props.initialRow, total - 1),
  });
  const { firstRow, lastRow, rows, scrollToRow, isScrolling } = list;
  const events = useEventRows(simulation.id, criteria, {
    firstRow: rows[0]?.row ?? firstRow,
    lastRow: Math.min(rows.at(-1)?.row ?? lastRow, total - 1),
    isScrolling,
  });

  const [cursor, setCursor] = useState<Cursor | null>(null);
  const isCursorValid = cursor?.ownSelections.includes(selectedEventId) === true;
  const activeRow = isCursorValid
    ? cursor.row
    : selectedEventId === null
      ? undefined
      : rows.find(({ row }) => events.eventAt(row)?.event_id === selectedEventId)?.row;
  const isActiveRendered = rows.some(({ row }) => row === activeRow);

  // The address bar keeps the place.
  useEffect(() => onFirstRowChange(firstRow), [firstRow, onFirstRowChange]);

  useImperativeHandle(
    handle,
    () => ({
      showRow: (row, align) => {
        setCursor(null);
        scrollToRow(row, align);
      },
    }),
    [scrollToRow],
  );

  const walkingTo = useRef<number | null>(null);

  const pick = useCallback(
    (row: number, eventId: string) => {
      walkingTo.current = null;
      setCursor({ row, ownSelections: [eventId] });
      onSelect(eventId, 'click');
    },
    [onSelect, setCursor],
  );

  async function walkTo(row: number) {
    walkingTo.current = row;
    setCursor((before) => {
      const holds = before?.ownSelections.includes(selectedEventId) === true;
      return { row, ownSelections: holds ? before.ownSelections : [selectedEventId] };
    });
    scrollToRow(row);
    const event = await events.loadEvent(row);
    // Keys may have gone on meanwhile; only the last row that was walked to is selected.
    if (event === undefined || walkingTo.current !== row) return;
    setCursor((before) => ({
      row,
      ownSelections: [...(before?.ownSelections ?? []), event.event_id].slice(-MAX_OWN_SELECTIONS),
    }));
    onSelect(event.event_id, 'keyboard');
  }

  return (
    <>
      <TableToolbar
        readout={
          firstRow === lastRow
            ? `row ${formatCount(firstRow + 1)} of ${formatCount(total)}`
            : `rows ${formatCount(firstRow + 1)}–${formatCount(lastRow + 1)} of ${formatCount(total)}`
        }
      >
        {props.toolbar}
      </TableToolbar>
      {events.error === null ? null : (
        <div className={styles['failure']} role="alert">
          <span>Some rows could not be loaded: {events.error.message}</span>
          <Button onClick={events.retry}>Try again</Button>
        </div>
      )}
      <div className={styles['frame']}>
        <div
          ref={scroller}
          className={styles['scroller']}
          role="grid"
          aria-label="Events"
          aria-rowcount={total + 1}
          aria-activedescendant={
            activeRow !== undefined && isActiveRendered ? rowId(gridId, activeRow) : undefined
          }
          tabIndex={0}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            if (event.key === 'Enter' && selectedEventId !== null) {
              event.preventDefault();
              props.onOpenCausality(selectedEventId);
              return;
            }
            const next = rowAfterKey(event.key, {
              activeRow,
              firstRow,
              total,
              rowsPerPage: list.rowsPerPage(),
            });
            if (next === undefined) return;
            event.preventDefault();
            void walkTo(next);
          }}
        >
          <TableHead />
          <div role="rowgroup" className={styles['rows']} style={{ height: list.heightPx }}>
            {rows.map(({ row, topPx }) => {
              const event = events.eventAt(row);
              return (
                // By row, not by event id: files may hold the same id twice.
                <EventRow
                  key={row}
                  id={rowId(gridId, row)}
                  row={row}
                  topPx={topPx}
                  event={event}
                  isSelected={event !== undefined && event.event_id === selectedEventId}
                  isActive={row === activeRow}
                  showsDay={props.showsDay}
                  onPick={pick}
                />
              );
            })}
          </div>
        </div>
      </div>
    </>
  );
}

function rowId(gridId: string, row: number): string {
  return `${gridId}-row-${row}`;
}
