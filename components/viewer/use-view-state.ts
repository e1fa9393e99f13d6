'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useAddress, writeAddress } from '@/components/ui/use-address';
import {
  criteriaKey,
  readCriteria,
  readViewState,
  writeViewState,
  type ViewReading,
  type ViewState,
} from './view-state';

/** Safari allows 100 history writes in 30 seconds. */
const ROW_WRITE_INTERVAL_MS = 400;

export interface ViewNavigation extends ViewReading {
  /** Goes to a changed view: `push` where Back should lead here again, `replace` for steps in between. */
  readonly navigate: (change: Partial<ViewState>, history?: 'push' | 'replace') => void;
  /** Keeps the table's position in the address, without anything being rendered. */
  readonly recordRow: (row: number) => void;
}

/**
 * The view is in the URL and nowhere else; this is the one place that reads and writes it. Its criteria are the same
 * object for as long as they are the same: what is worked out from them need not be again for each selection.
 */
export function useViewState(): ViewNavigation {
  const search = useAddress();
  const { view: read, ignored } = useMemo(
    () => readViewState(new URLSearchParams(search)),
    [search],
  );
  const key = criteriaKey(read.criteria);
  const criteria = useMemo(() => readCriteria(key), [key]);
  const view = useMemo(() => ({ ...read, criteria }), [read, criteria]);
  const rowWrite = useRef<{ timer: ReturnType<typeof setTimeout>; row: number } | null>(null);

  const flushRow = useCallback(() => {
    const pending = rowWrite.current;
    if (pending === null) return;
    clearTimeout(pending.timer);
    rowWrite.current = null;
    const view = currentView();
    if (view.row === pending.row) return;
    // With the router's own state handed back to it, Next leaves the write alone and renders nothing.
    window.history.replaceState(window.history.state, '', href({ ...view, row: pending.row }));
  }, []);

  // The browser's history: a write that is still to come must not land in another entry, or on another page.
  useEffect(() => {
    const forgetRow = () => {
      if (rowWrite.current !== null) clearTimeout(rowWrite.current.timer);
      rowWrite.current = null;
    };
    window.addEventListener('popstate', forgetRow, { capture: true });
    return () => {
      window.removeEventListener('popstate', forgetRow, { capture: true });
      forgetRow();
    };
  }, []);

  const navigate = useCallback<ViewNavigation['navigate']>(
    (change, history = 'push') => {
      flushRow();
      const before = currentView();
      const next = href({ ...before, ...change });
      if (history === 'replace' || next !== href(before)) writeAddress(next, history);
    },
    [flushRow],
  );

  const recordRow = useCallback<ViewNavigation['recordRow']>(
    (row) => {
      if (rowWrite.current !== null) rowWrite.current.row = row;
      else rowWrite.current = { row, timer: setTimeout(flushRow, ROW_WRITE_INTERVAL_MS) };
    },
    [flushRow],
  );

  return { view, ignored, navigate, recordRow };
}

/** The view of the address bar, which is ahead of what was last rendered. */
export function currentView(): ViewState {
  return readViewState(new URLSearchParams(window.location.search)).view;
}

function href(view: ViewState): string {
  const query = writeViewState(view).toString();
  return query === '' ? window.location.pathname : `${window.location.pathname}?${query}`;
}
