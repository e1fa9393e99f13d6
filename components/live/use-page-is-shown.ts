'use client';

import { useEffect, useState } from 'react';

/** A reader who switches tabs for a moment returns to a page that still listens. */
const HIDDEN_AFTER_MS = 5000;

/** Whether the page is visible, or was a moment ago. */
export function usePageIsShown(): boolean {
  const [isShown, setShown] = useState(true);

  // The visibility of the tab, and the clock.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') setShown(true);
      else timer = setTimeout(() => setShown(false), HIDDEN_AFTER_MS);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);

  return isShown;
}
