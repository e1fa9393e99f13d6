'use client';

import { useSearchParams } from 'next/navigation';
import { useSyncExternalStore } from 'react';

const WRITTEN = 'causeway:address-written';

/** The query string of the address bar, as it was last written. */
export function useAddress(): string {
  const onServer = useSearchParams().toString();
  return useSyncExternalStore(
    subscribe,
    () => window.location.search.slice(1),
    () => onServer,
  );
}

/**
 * Writes the address; `push` makes an entry that Back leads away from. With its own state handed back to it, Next leaves
 * the write alone: else it would render all of the page once more, which has what it needs from here.
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
