'use client';

import { useAddress, writeAddress } from '@/components/ui/use-address';
import { readListView, writeListView, type ListView } from './list-order';

/** Order and filter of the list, in the URL. */
export function useListView(): readonly [
  view: ListView,
  change: (next: ListView, history?: 'push' | 'replace') => void,
] {
  const view = readListView(new URLSearchParams(useAddress()));
  function change(next: ListView, history: 'push' | 'replace' = 'push') {
    const query = writeListView(next);
    const href = query === '' ? window.location.pathname : `?${query}`;
    writeAddress(href, history);
  }
  return [view, change];
}
