'use client';

import { useEffect, useRef, type RefObject } from 'react';
import type { RowsHandle } from '@/components/pane';
import { currentView } from './use-view-state';
import type { ViewState } from './view-state';

/** Scrolls the rows to the place in the address: to a linked event, and with Back and Forward to another place. */
export function usePlaceInRows(
  view: ViewState,
  rows: RefObject<RowsHandle | null>,
  reveal: (eventId: string) => void,
): void {
  // A link to an event has no row: the row depends on the filter.
  const opened = useRef(view);
  useEffect(() => {
    const { eventId, row } = opened.current;
    if (eventId !== null && row === 0) reveal(eventId);
  }, [reveal]);

  // The browser's history.
  useEffect(() => {
    const showPlace = () => rows.current?.showRow(currentView().row, 'start');
    window.addEventListener('popstate', showPlace);
    return () => window.removeEventListener('popstate', showPlace);
  }, [rows]);
}
