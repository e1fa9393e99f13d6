'use client';

import { startTransition, useEffect, useState } from 'react';

/** A number that grows up to `total` by `step` in each turn of the event loop, so that the page goes on answering. */
export function useGrowing(total: number, step = 1): number {
  const [shown, setShown] = useState(step);

  // The clock.
  useEffect(() => {
    if (shown >= total) return;
    const timer = setTimeout(() => startTransition(() => setShown(shown + step)));
    return () => clearTimeout(timer);
  }, [shown, total, step]);

  return Math.min(shown, total);
}
