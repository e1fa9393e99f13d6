'use client';

import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Scrolls to the top when the subject changes: every scroller around the element. The first subject leaves the position
 * unchanged.
 */
export function useStartAtTop(element: RefObject<Element | null>, subject: string): void {
  const shown = useRef(subject);
  // The browser's scroll position, set before the new subject is painted.
  useLayoutEffect(() => {
    if (shown.current === subject) return;
    shown.current = subject;
    const scroller = element.current === null ? null : scrollerOf(element.current);
    if (scroller !== null) scroller.scrollTop = 0;
  }, [element, subject]);
}

function scrollerOf(element: Element): Element | null {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if (overflowY === 'auto' || overflowY === 'scroll') return at;
  }
  return null;
}
