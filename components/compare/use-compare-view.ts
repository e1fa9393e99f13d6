'use client';

import { useMemo } from 'react';
import { useAddress, writeAddress } from '@/components/ui/use-address';
import { useSameList } from '@/components/ui/use-same-list';
import type { ParameterError } from '@/lib/errors';
import { readCompareView, writeCompareView, type CompareView } from './compare-view';

export type ChangeView = (change: Partial<CompareView>, history?: 'push' | 'replace') => void;

/** The view of the comparison. The URL is its only store. */
export function useCompareView(): {
  readonly view: CompareView;
  /** Parameters that could not be read. */
  readonly unread: readonly ParameterError[];
  readonly changeView: ChangeView;
} {
  const search = useAddress();
  const { view, ignored: unread } = useMemo(
    () => readCompareView(new URLSearchParams(search)),
    [search],
  );
  const ignored = useSameList(view.ignored);
  return { view: { ...view, ignored }, unread, changeView };
}

function changeView(change: Partial<CompareView>, history: 'push' | 'replace' = 'push'): void {
  const now = readCompareView(new URLSearchParams(window.location.search)).view;
  const query = writeCompareView({ ...now, ...change }).toString();
  writeAddress(query === '' ? window.location.pathname : `?${query}`, history);
}
