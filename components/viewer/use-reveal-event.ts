'use client';

import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { api } from '@/components/api';
import { locateEvent } from '@/components/events-table/locate-event';
import type { RowsHandle } from '@/components/pane';
import { currentView, type ViewNavigation } from './use-view-state';

/** Rows above an event that is shown when the table appears: on a phone there is room for four in all. */
const ROWS_ABOVE = 2;

export interface RevealingRows {
  /** The pane that shows rows; `null` without one. */
  readonly rows: RefObject<RowsHandle | null>;
  /**
   * Brings an event that was chosen elsewhere into view in the table, once it is known where it stands. Nothing happens
   * when the filter leaves it out, or when another one has been chosen meanwhile.
   */
  readonly reveal: (eventId: string) => void;
  /** The same once the event is that of the panes beside: for a table that is not shown it is asked no sooner. */
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
        const { criteria } = currentView();
        const row = await locateEvent(api, simulationId, criteria, eventId);
        if (row === undefined || currentView().eventId !== eventId) return;
        if (rows.current !== null) rows.current.showRow(row, 'center');
        else navigate({ row: Math.max(0, row - ROWS_ABOVE) }, 'replace');
      })().catch(() => {
        // The inspector shows the same event and says what is wrong with it.
      });
    },
    [simulationId, navigate],
  );

  const revealLater = useCallback((eventId: string) => {
    later.current = eventId;
  }, []);
  // The server, which is asked once what is chosen has settled.
  useEffect(() => {
    if (eventIdBeside === null || later.current !== eventIdBeside) return;
    later.current = null;
    reveal(eventIdBeside);
  }, [eventIdBeside, reveal]);

  return { rows, reveal, revealLater };
}
