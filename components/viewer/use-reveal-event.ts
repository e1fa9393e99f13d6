'use client';

import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { api } from '@/components/api';
import { locateEvent } from '@/components/events-table/locate-event';
import { rowsFilter } from '@/components/events-table/rows-filter';
import type { RowsHandle } from '@/components/pane';
import { currentView, type ViewNavigation } from './use-view-state';

/** The number of rows above a revealed event when the table appears. A phone has room for four rows. */
const ROWS_ABOVE = 2;

export interface RevealingRows {
  /** The pane that shows rows; `null` without one. */
  readonly rows: RefObject<RowsHandle | null>;
  /**
   * Scrolls the table to an event that was selected elsewhere, once its row is known. Nothing happens when the filter excludes
   * the event, or when another event has been selected in the meantime.
   */
  readonly reveal: (eventId: string) => void;
  /** The same once the panes beside show the event: a hidden table sends no request earlier. */
  readonly revealLater: (eventId: string) => void;
}

export function useRevealEvent(
  simulationId: string,
  navigate: ViewNavigation['navigate'],
  eventIdBeside: string | null,
): RevealingRows {
  const rows = useRef<RowsHandle>(null);
  const later = useRef<string | null>(null);

  const reveal = useCallback(
    (eventId: string) => {
      void (async () => {
        const view = currentView();
        const filter = rowsFilter(view.criteria, view);
        const row = await locateEvent(api, simulationId, filter, eventId);
        if (row === undefined || currentView().eventId !== eventId) return;
        if (rows.current !== null) rows.current.showRow(row, 'center');
        else navigate({ row: Math.max(0, row - ROWS_ABOVE) }, 'replace');
      })().catch(() => {
        // The inspector shows the same event and reports the failure.
      });
    },
    [simulationId, navigate],
  );

  const revealLater = useCallback((eventId: string) => {
    later.current = eventId;
  }, []);
  // The server. The request is sent once the selection has settled.
  useEffect(() => {
    if (eventIdBeside === null || later.current !== eventIdBeside) return;
    later.current = null;
    reveal(eventIdBeside);
  }, [eventIdBeside, reveal]);

  return { rows, reveal, revealLater };
}
