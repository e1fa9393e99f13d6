'use client';

import { observeElementOffset, observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import {
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';
import { createRowElements } from './row-elements';
import {
  maxScrollHeightPx,
  placeAt,
  slotCount,
  type ListGeometry,
  type RowAlignment,
} from './scroll-scale';
import { createScrollTracker } from './scroll-tracker';
import { useDevicePixelRatio } from './use-device-pixel-ratio';

/** Rows beyond those in view, there before the reader scrolls to them. */
const OVERSCAN_ROWS = 12;

export interface VirtualRows {
  /** Height of the element that holds the rows, inside the scroller. */
  readonly heightPx: number;
  /** Rows to render. */
  readonly rows: readonly VirtualRow[];
  /** First and last row that can be seen, however little of it. */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly isScrolling: boolean;
  /** How many rows fit, at least 1. */
  readonly rowsPerPage: () => number;
  /** Scrolls as little as needed to show a row in full, or puts it in the middle. */
  readonly scrollToRow: (row: number, align?: RowAlignment) => void;
  /** How far down the scroll bar a row is to be found, from 0 to 1. */
  readonly shareOfRow: (row: number) => number;
}

export interface VirtualRow {
  readonly row: number;
  /** From the top of the element that holds the rows. */
  readonly topPx: number;
  /** Names the element that shows it: a row keeps it while it is rendered, then it is another's. */
  readonly elementKey: number;
}

/**
 * The one place that virtualises: rows of one height, any number of them (see `scroll-scale.ts`).
 * `headerPx` is the height of what sticks to the top of the scroller.
 */
export function useVirtualRows(options: {
  /** The element that scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowCount: number;
  readonly rowHeightPx: number;
  readonly headerPx: number;
  /** First row to show. */
  readonly initialRow: number;
  /** Whether the end stays in view as rows are added. */
  readonly isPinned: boolean;
  /** Told when the reader scrolls up from a pinned end, or comes to the end of a list that is not pinned. */
  readonly onPinnedChange: (isPinned: boolean) => void;
}): VirtualRows {
  const { scroller, rowCount, rowHeightPx, headerPx, initialRow, isPinned, onPinnedChange } =
    options;
  const maxHeightPx = maxScrollHeightPx(useDevicePixelRatio());
  const [initial] = useState(() =>
    placeAt(initialRow * rowHeightPx, { rowCount, rowHeightPx, viewportPx: 0, maxHeightPx }),
  );
  const [tracker] = useState(() => createScrollTracker(initial));
  const [elements] = useState(createRowElements);
  const [shift, setShift] = useState(initial.shift);
  // While rows leap by, and before any were shown, those in view are enough: each takes its time.
  const [isLeaping, setLeaping] = useState(true);
  // For listeners, which outlive renders.
  const latest = useRef({ rowCount, maxHeightPx, isPinned, onPinnedChange });

  const geometry = useCallback(
    (): ListGeometry => ({
      rowCount: latest.current.rowCount,
      rowHeightPx,
      viewportPx: Math.max(rowHeightPx, (scroller.current?.clientHeight ?? 0) - headerPx),
      maxHeightPx: latest.current.maxHeightPx,
    }),
    [scroller, rowHeightPx, headerPx],
  );

  const slots = slotCount({ rowCount, rowHeightPx, maxHeightPx });
  // No compiler memoises this hook, and nothing of the virtualizer leaves it.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: slots,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    initialOffset: initial.scrollTopPx,
    overscan: 0,
    // Rows are seen below the header only.
    observeElementRect: (instance, report) =>
      observeElementRect(instance, ({ width, height }) =>
        report({ width, height: Math.max(0, height - headerPx) }),
      ),
    // The rows that stand in the slots change with the offset.
    observeElementOffset: (instance, report) => {
      let wasLeap = false;
      return observeElementOffset(instance, (scrollTopPx, isScrolling) => {
        const element = instance.scrollElement;
        if (element === null) return;
        const before = tracker.shift();
        const { isLeap, end } = tracker.scrolled(element, { scrollTopPx, isScrolling }, geometry());
        const wantsPinned = end === 'reached';
        if (end !== undefined && wantsPinned !== latest.current.isPinned)
          latest.current.onPinnedChange(wantsPinned);
        // What is beyond the view can wait for what is in it.
        if (wasLeap && !isLeap) startTransition(() => setLeaping(false));
        const isSame = tracker.shift() === before && isLeap === wasLeap;
        wasLeap = isLeap;
        if (isSame) {
          report(scrollTopPx, isScrolling);
          return;
        }
        // Slots and shift in one paint, or rows from somewhere else would flash.
        flushSync(() => {
          setShift(tracker.shift());
          if (isLeap) setLeaping(true);
          report(scrollTopPx, isScrolling);
        });
      });
    },
  });

  const scrollToRow = useCallback<VirtualRows['scrollToRow']>(
    (row, align = 'nearest') => {
      if (scroller.current === null) return;
      tracker.show(scroller.current, row, align, geometry());
      setShift(tracker.shift());
    },
    [scroller, tracker, geometry],
  );

  const highest = Math.max(0, rowCount - slots);
  const safeShift = isPinned ? highest : Math.min(shift, highest);
  const viewportPx = Math.max(rowHeightPx, virtualizer.scrollRect?.height ?? 0);
  const inView = virtualizer.getVirtualIndexes();
  const range = isPinned
    ? // A pinned list shows its end before the browser has told that it is there.
      { first: Math.max(0, Math.floor(slots - viewportPx / rowHeightPx)), last: slots - 1 }
    : { first: inView[0] ?? 0, last: inView.at(-1) ?? -1 };
  // As many wherever the first of them is cut off: a row more costs less than to make one anew.
  const most = Math.ceil(viewportPx / rowHeightPx) + 1;
  const beyond = isLeaping ? 0 : OVERSCAN_ROWS;
  const shown =
    range.last < range.first
      ? []
      : slotsBetween(range.first - beyond, range.first + most + beyond, slots);
  const keys = elements.keysOf(shown.map((slot) => slot + safeShift));

  // The browser: once it has shown the rows in view, the others are made.
  useEffect(() => startTransition(() => setLeaping(false)), []);

  // The scroller: where rows were added to a pinned list it is put at the new end, in the paint that shows them. Where its
  // height had to change with the zoom, the row that was first in view stays there.
  useLayoutEffect(() => {
    const before = latest.current;
    latest.current = { rowCount, maxHeightPx, isPinned, onPinnedChange };
    const element = scroller.current;
    if (element === null) return;
    if (isPinned) {
      // The browser may have scrolled already and not told yet.
      if (before.isPinned && element.scrollTop < tracker.scrollTopPx() - 1) return;
      tracker.put(element, placeAt(Infinity, geometry()));
    } else {
      if (before.maxHeightPx === maxHeightPx) return;
      const offsetPx = tracker.scrollTopPx() + tracker.shift() * rowHeightPx;
      tracker.put(element, placeAt(offsetPx, geometry()));
    }
    setShift(tracker.shift());
  }, [
    rowCount,
    isPinned,
    onPinnedChange,
    scroller,
    tracker,
    geometry,
    viewportPx,
    maxHeightPx,
    rowHeightPx,
  ]);

  return {
    heightPx: slots * rowHeightPx,
    rows: shown.map((slot) => {
      const row = slot + safeShift;
      return { row, topPx: slot * rowHeightPx, elementKey: keys.get(row) ?? 0 };
    }),
    firstRow: range.first + safeShift,
    lastRow: Math.min(Math.max(0, range.last) + safeShift, rowCount - 1),
    isScrolling: virtualizer.isScrolling && !isPinned,
    shareOfRow: (row) => {
      const list = { rowCount, rowHeightPx, viewportPx, maxHeightPx };
      return placeAt(row * rowHeightPx, list).scrollTopPx / (slots * rowHeightPx);
    },
    rowsPerPage: () => Math.max(1, Math.floor(geometry().viewportPx / rowHeightPx) - 1),
    scrollToRow,
  };
}

/** The slots there are from one to before another. */
function slotsBetween(from: number, to: number, slots: number): readonly number[] {
  const first = Math.max(0, from);
  return Array.from({ length: Math.min(to, slots) - first }, (_, at) => first + at);
}
