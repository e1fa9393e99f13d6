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
   * Changes the view: `push` adds a step for Back, `replace` does not. `record` writes the change to the address soon, without
   * a render.
   */
  readonly navigate: (change: ViewChange, history?: 'push' | 'replace' | 'record') => void;
}

/**
 * The view. The URL is its only store; this hook is its only reader and writer. Equal criteria are the same object, so that
 * values derived from them are not computed again for each selection.
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
    // When Next gets its own router state back, it ignores the write and renders nothing.
    if (next !== href(view)) window.history.replaceState(window.history.state, '', next);
  }, []);

  // The browser's history: a delayed write must not change another entry or another page.
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

/** The view in the address bar, which may be newer than the last render. */
export function currentView(): ViewState {
  return readViewState(new URLSearchParams(window.location.search)).view;
}

function href(view: ViewState): string {
  const query = writeViewState(view).toString();
  return query === '' ? window.location.pathname : `${window.location.pathname}?${query}`;
}
