'use client';

import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Has what shows something else begin at its top: whatever scrolls around the element goes there when its subject
 * changes. A subject that comes first leaves the place as it is.
 */
export function useStartAtTop(element: RefObject<Element | null>, subject: string): void {
  const shown = useRef(subject);
  // The scroll position, which is the browser's; before anything of the new subject is seen.
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
