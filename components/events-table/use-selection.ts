'use client';

import { useCallback } from 'react';
import type { VirtualRow, VirtualRows } from '@/components/ui/use-virtual-rows';
import type { EventsTableProps } from './events-table-props';
import { useCursor } from './use-cursor';
import type { EventRows } from './use-event-rows';

export interface Selection {
  /** The active row; `undefined` while it is not known. */
  readonly activeRow: number | undefined;
  /** Makes the row of the selected event active, wherever it was selected. */
  readonly forget: () => void;
  /** Selects the event of a row. */
  readonly select: (row: number, eventId: string, by?: 'click' | 'keyboard') => void;
  /** Shows a row and selects its event once it is loaded. */
  readonly walkTo: (
    row: number,
    align: 'nearest' | 'center',
    by: 'click' | 'keyboard',
  ) => Promise<void>;
}

/** The selected event, and the active row, from which the keyboard continues. */
export function useSelection({
  selectedEventId,
  onSelect,
  rows,
  events,
  showRow,
}: Pick<EventsTableProps, 'selectedEventId' | 'onSelect'> & {
  /** The rendered rows. */
  readonly rows: readonly VirtualRow[];
  readonly events: EventRows;
  readonly showRow: VirtualRows['scrollToRow'];
}): Selection {
  const cursor = useCursor(selectedEventId);
  const { placeAt } = cursor;
  const rowOfSelected = () =>
    selectedEventId === null
      ? undefined
      : rows.find(({ row }) => events.eventAt(row)?.event_id === selectedEventId)?.row;
  return {
    activeRow: cursor.row ?? rowOfSelected(),
    forget: cursor.forget,
    select: useCallback(
      (row, eventId, by = 'click') => {
        placeAt(row, eventId);
        onSelect(eventId, by);
      },
      [placeAt, onSelect],
    ),
    walkTo: (row, align, by) => {
      showRow(row, align);
      return cursor.walkTo(
        row,
        () => events.loadEvent(row),
        (eventId) => onSelect(eventId, by),
      );
    },
  };
}
