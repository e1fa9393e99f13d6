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
import { useIsPrinting } from './use-is-printing';

/** The number of rows rendered beyond the visible ones, so that they are there before the reader scrolls to them. */
const OVERSCAN_ROWS = 12;

export interface VirtualRows {
  /** The height of the element that holds the rows, inside the scroller. */
  readonly heightPx: number;
  /** Rows to render. */
  readonly rows: readonly VirtualRow[];
  /** The first and the last row that is at least partly visible. */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly isScrolling: boolean;
  /** The number of rows that fit, at least 1. */
  readonly rowsPerPage: () => number;
  /** Scrolls as little as possible to show a row completely, or moves it to the middle. */
  readonly scrollToRow: (row: number, align?: RowAlignment) => void;
  /** The position of a row on the scroll bar, from 0 to 1. */
  readonly shareOfRow: (row: number) => number;
}

export interface VirtualRow {
  readonly row: number;
  /** From the top of the element that holds the rows. */
  readonly topPx: number;
  /** The key of the element that shows the row. A row keeps it while it is rendered; later other rows use it. */
  readonly elementKey: number;
}

/**
 * The only virtualiser: any number of rows of the same height (see `scroll-scale.ts`). `headerPx` is the height of the sticky
 * header of the scroller.
 */
export function useVirtualRows(options: {
  /** The scrolling element. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowCount: number;
  readonly rowHeightPx: number;
  readonly headerPx: number;
  /** The first row to show. */
  readonly initialRow: number;
  /** Whether the end stays in view as rows are added. */
  readonly isPinned: boolean;
  /** How many rows are loaded together: on paper, the list has all rows of the pages in view. */
  readonly printedPage: number;
  /** Called when the reader scrolls up from a pinned end, or reaches the end of a list that is not pinned. */
  readonly onPinnedChange: (isPinned: boolean) => void;
}): VirtualRows {
  const { scroller, rowCount, rowHeightPx, headerPx, initialRow, isPinned, onPinnedChange } =
    options;
  const maxHeightPx = maxScrollHeightPx(useDevicePixelRatio());
  const isPrinting = useIsPrinting();
  const [initial] = useState(() =>
    placeAt(initialRow * rowHeightPx, { rowCount, rowHeightPx, viewportPx: 0, maxHeightPx }),
  );
  const [tracker] = useState(() => createScrollTracker(initial));
  const [elements] = useState(createRowElements);
  const [shift, setShift] = useState(initial.shift);
  // During leaps, and at first, only visible rows are rendered, because each takes time.
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
  // React Compiler skips this hook, and the virtualizer stays inside it.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: slots,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    initialOffset: initial.scrollTopPx,
    overscan: 0,
    // The header covers part of the viewport.
    observeElementRect: (instance, report) =>
      observeElementRect(instance, ({ width, height }) =>
        report({ width, height: Math.max(0, height - headerPx) }),
      ),
    // The rows of the slots depend on the offset.
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
        // Rows beyond the view have lower priority.
        if (wasLeap && !isLeap) startTransition(() => setLeaping(false));
        const isSame = tracker.shift() === before && isLeap === wasLeap;
        wasLeap = isLeap;
        if (isSame) {
          report(scrollTopPx, isScrolling);
          return;
        }
        // Slots and shift are rendered in the same paint. Otherwise other rows would flash.
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
    ? // A pinned list shows its end before the scroll event arrives.
      { first: Math.max(0, Math.floor(slots - viewportPx / rowHeightPx)), last: slots - 1 }
    : { first: inView[0] ?? 0, last: inView.at(-1) ?? -1 };
  // One more row than needed, for any cut of the first row: an extra row costs less than adding one.
  const most = Math.ceil(viewportPx / rowHeightPx) + 1;
  const beyond = isLeaping ? 0 : OVERSCAN_ROWS;
  const shown =
    range.last < range.first
      ? []
      : slotsBetween(range.first - beyond, range.first + most + beyond, slots);
  const firstRow = range.first + safeShift;
  const lastRow = Math.min(Math.max(0, range.last) + safeShift, rowCount - 1);
  const { printedPage } = options;
  const rowsToRender = isPrinting
    ? slotsBetween(
        Math.floor(firstRow / printedPage) * printedPage,
        (Math.floor(lastRow / printedPage) + 1) * printedPage,
        rowCount,
      )
    : shown.map((slot) => slot + safeShift);
  const keys = elements.keysOf(rowsToRender);

  // After the visible rows are painted, the others are rendered.
  useEffect(() => startTransition(() => setLeaping(false)), []);

  // Rows added to a pinned list move the scroller to the new end, in the same paint. When a zoom changes the height, the first
  // visible row stays in place.
  useLayoutEffect(() => {
    const before = latest.current;
    latest.current = { rowCount, maxHeightPx, isPinned, onPinnedChange };
    const element = scroller.current;
    if (element === null) return;
    if (isPinned) {
      // The browser may have scrolled already, with its event still to come.
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
    rows: rowsToRender.map((row) => {
      return { row, topPx: (row - safeShift) * rowHeightPx, elementKey: keys.get(row) ?? 0 };
    }),
    firstRow,
    lastRow,
    isScrolling: virtualizer.isScrolling && !isPinned,
    shareOfRow: (row) => {
      const list = { rowCount, rowHeightPx, viewportPx, maxHeightPx };
      return placeAt(row * rowHeightPx, list).scrollTopPx / (slots * rowHeightPx);
    },
    rowsPerPage: () => Math.max(1, Math.floor(geometry().viewportPx / rowHeightPx) - 1),
    scrollToRow,
  };
}

/** The existing slots from one up to, not including, another. */
function slotsBetween(from: number, to: number, slots: number): readonly number[] {
  const first = Math.max(0, from);
  return Array.from({ length: Math.min(to, slots) - first }, (_, at) => first + at);
}
