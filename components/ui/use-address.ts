'use client';

import { useSearchParams } from 'next/navigation';
import { useSyncExternalStore } from 'react';

const WRITTEN = 'causeway:address-written';

/** The query string in the address bar, as last written. */
export function useAddress(): string {
  const onServer = useSearchParams().toString();
  return useSyncExternalStore(
    subscribe,
    () => window.location.search.slice(1),
    () => onServer,
  );
}

/**
 * Writes the address; `push` adds an entry to the history. Next ignores the write when it gets its own state back. Otherwise it
 * would render the whole page again, which already has its data from here.
 */
export function writeAddress(href: string, history: 'push' | 'replace'): void {
  const state: unknown = window.history.state;
  if (history === 'push') window.history.pushState(state, '', href);
  else window.history.replaceState(state, '', href);
  window.dispatchEvent(new Event(WRITTEN));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(WRITTEN, onChange);
  window.addEventListener('popstate', onChange);
  return () => {
    window.removeEventListener(WRITTEN, onChange);
    window.removeEventListener('popstate', onChange);
  };
}
