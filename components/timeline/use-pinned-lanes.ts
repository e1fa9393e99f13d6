'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';

const CHANGED = 'causeway:pinned-lanes-changed';

/** The lanes pinned in this browser, in the order of pinning, with functions to pin and unpin. */
export function usePinnedLanes(
  simulationId: string,
): readonly [pinned: readonly string[], toggle: (lane: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => readItem(keyOf(simulationId)),
    () => '[]',
  );
  const pinned = useMemo(() => readNames(text), [text]);
  const toggle = useCallback(
    (lane: string) => {
      const before = readNames(readItem(keyOf(simulationId)));
      const after = before.includes(lane)
        ? before.filter((key) => key !== lane)
        : [...before, lane];
      writeItem(keyOf(simulationId), JSON.stringify(after));
    },
    [simulationId],
  );
  return [pinned, toggle];
}

/** The names in an untrusted text; none when it is not a list of names. */
export function readNames(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return [];
    return [...new Set(value.filter((name): name is string => typeof name === 'string'))];
  } catch {
    return [];
  }
}

function keyOf(simulationId: string): string {
  return `causeway:pinned-lanes:${simulationId}`;
}

/** For browsers without storage: pins that last as long as the page. */
const unkept = new Map<string, string>();

function readItem(key: string): string {
  try {
    return window.localStorage.getItem(key) ?? unkept.get(key) ?? '[]';
  } catch {
    return unkept.get(key) ?? '[]';
  }
}

function writeItem(key: string, text: string): void {
  try {
    window.localStorage.setItem(key, text);
  } catch {
    unkept.set(key, text);
  }
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener('storage', onChange);
  };
}
