'use client';

import { useCallback, useMemo } from 'react';
import { useAddress, writeAddress } from '@/components/ui/use-address';
import {
  readEnsembleView,
  writeEnsembleView,
  type EnsembleView,
  type EnsembleViewReading,
} from './ensemble-view';

export type ChangeView = (change: Partial<EnsembleView>, history?: 'push' | 'replace') => void;

/** The view of the page, in the URL. */
export function useEnsembleView(): EnsembleViewReading & { readonly change: ChangeView } {
  const address = useAddress();
  const reading = useMemo(() => readEnsembleView(new URLSearchParams(address)), [address]);
  const change = useCallback<ChangeView>((changed, history = 'push') => {
    const { view } = readEnsembleView(new URLSearchParams(window.location.search));
    const query = writeEnsembleView({ ...view, ...changed });
    if (query === window.location.search.slice(1)) return;
    writeAddress(query === '' ? window.location.pathname : `?${query}`, history);
  }, []);
  return { ...reading, change };
}
