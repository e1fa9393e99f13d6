'use client';

import { useSyncExternalStore } from 'react';

/** The run under the pointer or the keyboard's cursor. */
export interface Pointed {
  readonly run: string;
  /** The place of the point of its line; `null` for the whole run, as from a row of the table. */
  readonly at: number | null;
}

/** Holds the pointed run outside of React's tree, so that a moving pointer renders one line and one row. */
export interface PointedRun {
  readonly get: () => Pointed | null;
  readonly set: (next: Pointed | null) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createPointedRun(): PointedRun {
  const listeners = new Set<() => void>();
  let now: Pointed | null = null;
  return {
    get: () => now,
    set(next) {
      if (next?.run === now?.run && next?.at === now?.at) return;
      now = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What a part of the page makes of the pointed run. It is rendered only when that changes. */
export function usePointed<Value extends string | number | boolean | Pointed | null | undefined>(
  { subscribe, get }: PointedRun,
  select: (pointed: Pointed | null) => Value,
): Value {
  return useSyncExternalStore(
    subscribe,
    () => select(get()),
    () => select(null),
  );
}
