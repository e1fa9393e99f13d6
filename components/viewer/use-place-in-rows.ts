'use client';

import { useEffect, useRef, type RefObject } from 'react';
import type { RowsHandle } from '@/components/pane';
import { currentView } from './use-view-state';
import type { ViewState } from './view-state';

/** Brings the rows to the place of the address: to a linked event, and back to an earlier place by Back and Forward. */
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
