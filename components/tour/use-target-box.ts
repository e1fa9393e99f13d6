'use client';

import { useEffect, useState } from 'react';

/** The place of an element in the window, px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The box of the first element of a selector that is seen, followed while it moves; `null` while there is none. */
export function useTargetBox(selector: string): Box | null {
  const [box, setBox] = useState<Box | null>(null);

  // The layout of the page, which tells nobody that an element has moved.
  useEffect(() => {
    let frame = 0;
    const follow = () => {
      const next = boxOf(selector);
      setBox((before) => (isSame(before, next) ? before : next));
      frame = requestAnimationFrame(follow);
    };
    frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
  }, [selector]);

  return box;
}

function boxOf(selector: string): Box | null {
  for (const element of document.querySelectorAll(selector)) {
    const { left, top, width, height } = element.getBoundingClientRect();
    if (width > 0 && height > 0) return { left, top, width, height };
  }
  return null;
}

function isSame(a: Box | null, b: Box | null): boolean {
  if (a === null || b === null) return a === b;
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
