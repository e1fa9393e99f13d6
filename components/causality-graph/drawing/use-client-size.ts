import { useEffect, useState, type RefObject } from 'react';
import type { Size } from './frame-graph';

/** The inner size of an element in CSS pixels; `undefined` before it is measured. */
export function useClientSize(element: RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>();
  // The browser's layout.
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() => {
      // On paper the graph is laid out as it was on the screen.
      if (window.matchMedia('print').matches) return;
      setSize({ width: current.clientWidth, height: current.clientHeight });
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
