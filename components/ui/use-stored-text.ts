'use client';

import { useCallback, useSyncExternalStore } from 'react';

const WRITTEN = 'causeway:text-stored';

/**
 * A text stored in this browser under a key, with a setter. `null` when there is none, or when the browser stores nothing; on
 * the server, `onServer`. Other tabs follow.
 */
export function useStoredText(
  key: string,
  onServer: string | null = null,
): readonly [string | null, (text: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => readText(key),
    () => onServer,
  );
  const write = useCallback(
    (next: string) => {
      try {
        window.localStorage.setItem(key, next);
      } catch {
        // The store is full or forbidden, so the choice is not kept.
      }
      window.dispatchEvent(new Event(WRITTEN));
    },
    [key],
  );
  return [text, write];
}

function readText(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(WRITTEN, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(WRITTEN, onChange);
    window.removeEventListener('storage', onChange);
  };
}
