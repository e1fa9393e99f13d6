'use client';

import { useSearchParams } from 'next/navigation';
import { readListView, writeListView, type ListView } from './list-order';

/** Order and text of the list, in the URL. */
export function useListView(): readonly [
  view: ListView,
  change: (next: ListView, history?: 'push' | 'replace') => void,
] {
  const view = readListView(new URLSearchParams(useSearchParams().toString()));
  function change(next: ListView, history: 'push' | 'replace' = 'push') {
    const query = writeListView(next);
    const href = query === '' ? window.location.pathname : `?${query}`;
    if (history === 'push') window.history.pushState(null, '', href);
    else window.history.replaceState(null, '', href);
  }
  return [view, change];
}
