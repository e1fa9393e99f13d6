'use client';

import { useEffect, useState, type RefObject } from 'react';

/** Loading starts this far before the element is visible. */
const MARGIN_PX = 120;

/** Whether an element is visible, or nearly. */
export function useIsInView(element: RefObject<Element | null>): boolean {
  const [isInView, setIsInView] = useState(false);

  // The browser's scroll position.
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new IntersectionObserver(
      (entries) => setIsInView(entries.at(-1)?.isIntersecting === true),
      { rootMargin: `${MARGIN_PX}px` },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);

  return isInView;
}
