'use client';

import { useEffect, useState, type RefObject } from 'react';

/** Begun a little early, so that it is there when it is looked at. */
const MARGIN_PX = 120;

/** Whether an element can be seen, or nearly. */
export function useIsInView(element: RefObject<Element | null>): boolean {
  const [isInView, setIsInView] = useState(false);

  // The browser's layout: what is scrolled to.
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
