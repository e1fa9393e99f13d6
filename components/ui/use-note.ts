'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

const SHOWN_FOR_MS = 2500;

/** A short message about an action, which disappears by itself. */
export function useNote(): readonly [note: string, say: (note: string) => void] {
  const [note, setNote] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Cancels the timer on unmount.
  useEffect(() => () => clearTimeout(timer.current), []);

  const say = useCallback((next: string) => {
    clearTimeout(timer.current);
    setNote(next);
    timer.current = setTimeout(() => setNote(''), SHOWN_FOR_MS);
  }, []);
  return [note, say];
}
