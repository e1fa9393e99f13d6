'use client';

import { useSearchParams } from 'next/navigation';
import { useSyncExternalStore } from 'react';

const WRITTEN = 'causeway:address-written';

/**
 * The query string of the address bar. It is what was last written at once, where the router's follows in a
 * transition: a checkbox that waited for that would spring back under the pointer first.
 */
export function useAddress(): string {
  const onServer = useSearchParams().toString();
  return useSyncExternalStore(
    subscribe,
    () => window.location.search.slice(1),
    () => onServer,
  );
}

/** Writes the address; `push` makes an entry that Back leads away from. */
export function writeAddress(href: string, history: 'push' | 'replace'): void {
  if (history === 'push') window.history.pushState(null, '', href);
  else window.history.replaceState(null, '', href);
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
