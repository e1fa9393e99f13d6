'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useAddress, writeAddress } from '@/components/ui/use-address';
import { criteriaKey, readCriteria } from '@/lib/filters/criteria-key';
import { readViewState, writeViewState, type ViewReading, type ViewState } from './view-state';

/** Safari allows 100 history writes in 30 seconds. */
const RECORD_INTERVAL_MS = 400;

type ViewChange = Partial<ViewState>;

export interface ViewNavigation extends ViewReading {
  /**
   * Goes to a changed view: `push` where Back should lead here again, `replace` for steps in between. `record` keeps the
   * change in the address soon, without a render.
   */
  readonly navigate: (change: ViewChange, history?: 'push' | 'replace' | 'record') => void;
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
  const recorded = useRef<{ timer: ReturnType<typeof setTimeout>; change: ViewChange } | null>(
    null,
  );

  const writeRecorded = useCallback(() => {
    const pending = recorded.current;
    if (pending === null) return;
    clearTimeout(pending.timer);
    recorded.current = null;
    const view = currentView();
    const next = href({ ...view, ...pending.change });
    // With the router's own state handed back to it, Next leaves the write alone and renders nothing.
    if (next !== href(view)) window.history.replaceState(window.history.state, '', next);
  }, []);

  // The browser's history: a write that is still to come must not land in another entry, or on another page.
  useEffect(() => {
    const forget = () => {
      if (recorded.current !== null) clearTimeout(recorded.current.timer);
      recorded.current = null;
    };
    window.addEventListener('popstate', forget, { capture: true });
    return () => {
      window.removeEventListener('popstate', forget, { capture: true });
      forget();
    };
  }, []);

  const navigate = useCallback<ViewNavigation['navigate']>(
    (change, history = 'push') => {
      if (history === 'record') {
        const timer = recorded.current?.timer ?? setTimeout(writeRecorded, RECORD_INTERVAL_MS);
        recorded.current = { timer, change: { ...recorded.current?.change, ...change } };
        return;
      }
      writeRecorded();
      const before = currentView();
      const next = href({ ...before, ...change });
      if (history === 'replace' || next !== href(before)) writeAddress(next, history);
    },
    [writeRecorded],
  );

  return { view, ignored, navigate };
}

/** The view of the address bar, which is ahead of what was last rendered. */
export function currentView(): ViewState {
  return readViewState(new URLSearchParams(window.location.search)).view;
}

function href(view: ViewState): string {
  const query = writeViewState(view).toString();
  return query === '' ? window.location.pathname : `${window.location.pathname}?${query}`;
}
