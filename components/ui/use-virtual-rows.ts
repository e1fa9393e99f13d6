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
  isJump,
  maxScrollHeightPx,
  offsetAt,
  placeAt,
  slotCount,
  type ListGeometry,
  type ScrollPlace,
} from './scroll-scale';
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
  readonly scrollToRow: (row: number, align?: 'nearest' | 'start' | 'center') => void;
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
  const { scroller, rowCount, rowHeightPx, headerPx, initialRow, isPinned } = options;
  const maxHeightPx = maxScrollHeightPx(useDevicePixelRatio());
  const [initial] = useState(() =>
    placeAt(initialRow * rowHeightPx, { rowCount, rowHeightPx, viewportPx: 0, maxHeightPx }),
  );
  const [shift, setShift] = useState(initial.shift);
  // While rows leap by, and before any were shown, those in view are enough: each takes its time.
  const [isLeaping, setLeaping] = useState(true);
  const [elements] = useState(createRowElements);
  // What the scroll listener, which outlives renders, has to know of the last one.
  const last = useRef({
    rowCount,
    maxHeightPx,
    shift: initial.shift,
    scrollTopPx: initial.scrollTopPx,
    coming: null as ScrollPlace | null,
    isPinned,
    isLeaping: true,
    onPinnedChange: options.onPinnedChange,
  });
  const { onPinnedChange } = options;

  const geometry = useCallback(
    () => ({
      rowCount: last.current.rowCount,
      rowHeightPx,
      viewportPx: Math.max(rowHeightPx, (scroller.current?.clientHeight ?? 0) - headerPx),
      maxHeightPx: last.current.maxHeightPx,
    }),
    [scroller, rowHeightPx, headerPx],
  );

  /** What the reader's scrolling says of being pinned. */
  function noticeReader(scrollTopPx: number, fromPx: number) {
    const list = geometry();
    const end = placeAt(Infinity, list);
    const isAtEnd =
      last.current.shift >= end.shift && scrollTopPx >= end.scrollTopPx - rowHeightPx / 2;
    if (last.current.isPinned && scrollTopPx < fromPx && !isAtEnd) {
      last.current.onPinnedChange(false);
    } else if (!last.current.isPinned && scrollTopPx > fromPx && isAtEnd) {
      last.current.onPinnedChange(true);
    }
  }

  function moveTo(element: HTMLElement, place: ScrollPlace) {
    last.current.coming = place;
    element.scrollTop = place.scrollTopPx;
  }

  /** The shift that holds once the scroller has moved. */
  function shiftAfter(scrollTopPx: number, isScrolling: boolean): number {
    const { shift: before, scrollTopPx: from, coming } = last.current;
    const list = geometry();
    last.current.scrollTopPx = scrollTopPx;
    last.current.coming = null;
    if (coming !== null && isAt(coming, scrollTopPx)) return coming.shift;
    if (slotCount(list) === list.rowCount) return 0;
    if (isJump(scrollTopPx - from, list)) return placeAt(offsetAt(scrollTopPx, list), list).shift;
    const element = scroller.current;
    if (!isScrolling && element !== null) {
      const rest = placeAt(scrollTopPx + before * rowHeightPx, list);
      if (Math.abs(rest.scrollTopPx - scrollTopPx) >= rowHeightPx) moveTo(element, rest);
    }
    return before;
  }

  /** Whether so much has been passed that nothing of what was in view still is. */
  function isLeap(fromPx: number, toPx: number): boolean {
    return Math.abs(toPx - fromPx) > geometry().viewportPx;
  }

  // No compiler memoises this hook, and nothing of the virtualizer leaves it.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: slotCount({ rowCount, rowHeightPx, maxHeightPx }),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 0,
    initialOffset: initial.scrollTopPx,
    observeElementRect: (instance, report) =>
      observeElementRect(instance, ({ width, height }) =>
        report({ width, height: Math.max(0, height - headerPx) }),
      ),
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (scrollTopPx, isScrolling) => {
        const { scrollTopPx: from, coming, shift: before, isLeaping: leapt } = last.current;
        const next = shiftAfter(scrollTopPx, isScrolling);
        // Where a reader scrolls from where they were just put, the browser tells but of the end of it.
        if (coming === null || !isAt(coming, scrollTopPx)) noticeReader(scrollTopPx, from);
        const leaps =
          isScrolling && isLeap(from + before * rowHeightPx, scrollTopPx + next * rowHeightPx);
        last.current.shift = next;
        last.current.isLeaping = leaps;
        // What is beyond the view can wait for what is in it.
        if (leapt && !leaps) startTransition(() => setLeaping(false));
        if (next === before && leaps === leapt) {
          report(scrollTopPx, isScrolling);
          return;
        }
        // Slots and shift in one paint, or rows from somewhere else would flash.
        flushSync(() => {
          setShift(next);
          if (leaps) setLeaping(true);
          report(scrollTopPx, isScrolling);
        });
      }),
  });

  const scrollToRow = useCallback<VirtualRows['scrollToRow']>(
    (row, align = 'nearest') => {
      const element = scroller.current;
      if (element === null) return;
      const list = geometry();
      const current = element.scrollTop + last.current.shift * rowHeightPx;
      const offset = offsetShowing(row * rowHeightPx, align, current, list);
      if (offset === current) return;
      const near = element.scrollTop + offset - current;
      const isNear = near >= 0 && near <= slotCount(list) * rowHeightPx - list.viewportPx;
      if (isNear && !isJump(offset - current, list)) {
        element.scrollTop = near;
        return;
      }
      const place = placeAt(offset, list);
      if (place.scrollTopPx === element.scrollTop) {
        last.current.shift = place.shift;
        setShift(place.shift);
      } else {
        last.current.coming = place;
        element.scrollTop = place.scrollTopPx;
      }
    },
    [scroller, geometry, rowHeightPx],
  );

  const slots = slotCount({ rowCount, rowHeightPx, maxHeightPx });
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
  useEffect(() => {
    last.current.isLeaping = false;
    startTransition(() => setLeaping(false));
  }, []);

  // The scroller: where rows were added to a pinned list it is put at the new end, in the paint that shows them. Where its
  // height had to change with the zoom, the row that was first in view stays there.
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { ...before, rowCount, isPinned, onPinnedChange, maxHeightPx };
    const element = scroller.current;
    if (element === null) return;
    if (!isPinned) {
      if (before.maxHeightPx === maxHeightPx) return;
      const place = placeAt(before.scrollTopPx + before.shift * rowHeightPx, geometry());
      last.current.shift = place.shift;
      setShift(place.shift);
      last.current.coming = place.scrollTopPx === element.scrollTop ? null : place;
      element.scrollTop = place.scrollTopPx;
      last.current.scrollTopPx = element.scrollTop;
      return;
    }
    // The browser may have scrolled already and not told yet.
    if (before.isPinned && element.scrollTop < before.scrollTopPx - 1) return;
    const end = placeAt(Infinity, geometry());
    last.current.shift = end.shift;
    setShift(end.shift);
    last.current.coming = end.scrollTopPx === element.scrollTop ? null : end;
    element.scrollTop = end.scrollTopPx;
    last.current.scrollTopPx = element.scrollTop;
  }, [
    rowCount,
    isPinned,
    onPinnedChange,
    scroller,
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

/** Browsers round where they are told to scroll to. */
function isAt(place: ScrollPlace, scrollTopPx: number): boolean {
  return Math.abs(place.scrollTopPx - scrollTopPx) < 2;
}

/** The slots there are from one to before another. */
function slotsBetween(from: number, to: number, slots: number): readonly number[] {
  const first = Math.max(0, from);
  return Array.from({ length: Math.min(to, slots) - first }, (_, at) => first + at);
}

function offsetShowing(
  topPx: number,
  align: 'nearest' | 'start' | 'center',
  currentPx: number,
  list: ListGeometry,
): number {
  const bottom = topPx + list.rowHeightPx - list.viewportPx;
  const max = Math.max(0, list.rowCount * list.rowHeightPx - list.viewportPx);
  const wanted = {
    start: topPx,
    center: (topPx + bottom) / 2,
    nearest: topPx < currentPx ? topPx : Math.max(bottom, currentPx),
  }[align];
  return Math.min(Math.max(wanted, 0), max);
}
