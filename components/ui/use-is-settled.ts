import { useEffect, useState } from 'react';

const SETTLED_AFTER_MS = 150;

/**
 * Whether a value has stayed the same for a moment. Requests about a selection wait for it, so that fast walks through a table
 * cause none.
 */
export function useIsSettled(value: string): boolean {
  const [settled, setSettled] = useState<string | null>(null);
  // The clock.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled === value;
}
