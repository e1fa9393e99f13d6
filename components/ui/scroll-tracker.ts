import {
  isJump,
  offsetAt,
  offsetShowing,
  placeAt,
  slotCount,
  type ListGeometry,
  type RowAlignment,
  type ScrollPlace,
} from './scroll-scale';

/** The scrolling element. */
type Scroller = Pick<HTMLElement, 'scrollTop'>;

/** The meaning of a scroll event. */
export interface Scrolled {
  /** Whether the move was so large that no earlier row is visible. */
  readonly isLeap: boolean;
  /** Whether the reader reached the end, or left it. */
  readonly end: 'reached' | 'left' | undefined;
}

/** Tracks the row of each slot during scrolling (see `scroll-scale.ts`). */
export interface ScrollTracker {
  /** The row of a slot minus the slot. */
  readonly shift: () => number;
  readonly scrollTopPx: () => number;
  /** Handles a scroll event. */
  readonly scrolled: (
    scroller: Scroller,
    event: { readonly scrollTopPx: number; readonly isScrolling: boolean },
    list: ListGeometry,
  ) => Scrolled;
  /** Scrolls to a row. The shift changes with the scroll event. */
  readonly show: (
    scroller: Scroller,
    row: number,
    alignment: RowAlignment,
    list: ListGeometry,
  ) => void;
  /** Moves the list in the next paint. */
  readonly put: (scroller: Scroller, place: ScrollPlace) => void;
}

export function createScrollTracker(initial: ScrollPlace): ScrollTracker {
  let { scrollTopPx, shift } = initial;
  /** The place to which the scroller was moved, until its scroll event. */
  let coming: ScrollPlace | null = null;

  function moveTo(scroller: Scroller, place: ScrollPlace): void {
    if (coming === null && place.scrollTopPx === scroller.scrollTop) {
      shift = place.shift;
    } else {
      coming = place;
      scroller.scrollTop = place.scrollTopPx;
    }
  }

  function shiftAfter(nextPx: number, list: ListGeometry): number {
    if (slotCount(list) === list.rowCount) return 0;
    if (!isJump(nextPx - scrollTopPx, list)) return shift;
    return placeAt(offsetAt(nextPx, list), list).shift;
  }

  return {
    shift: () => shift,
    scrollTopPx: () => scrollTopPx,
    scrolled: (scroller, { scrollTopPx: nextPx, isScrolling }, list) => {
      const from = { scrollTopPx, shift };
      const arrived = coming !== null && isAt(coming, nextPx) ? coming : null;
      coming = null;
      shift = arrived?.shift ?? shiftAfter(nextPx, list);
      scrollTopPx = nextPx;
      if (arrived === null && !isScrolling && slotCount(list) < list.rowCount) {
        const rest = placeAt(offsetOf({ scrollTopPx, shift }, list), list);
        if (Math.abs(rest.scrollTopPx - scrollTopPx) >= list.rowHeightPx) moveTo(scroller, rest);
      }
      const to = { scrollTopPx, shift };
      const passedPx = Math.abs(offsetOf(to, list) - offsetOf(from, list));
      return {
        isLeap: isScrolling && passedPx > list.viewportPx,
        // When a reader scrolls on from a place set by code, the browser reports only the final position.
        end: arrived === null ? endAfter(from, to, list) : undefined,
      };
    },
    show: (scroller, row, alignment, list) => {
      const currentPx = offsetOf({ scrollTopPx: scroller.scrollTop, shift }, list);
      const offsetPx = offsetShowing(row, alignment, currentPx, list);
      if (offsetPx === currentPx) return;
      const nearPx = scroller.scrollTop + offsetPx - currentPx;
      const isWithin =
        nearPx >= 0 && nearPx <= slotCount(list) * list.rowHeightPx - list.viewportPx;
      if (isWithin && !isJump(offsetPx - currentPx, list)) scroller.scrollTop = nearPx;
      else moveTo(scroller, placeAt(offsetPx, list));
    },
    put: (scroller, place) => {
      coming = place.scrollTopPx === scroller.scrollTop ? null : place;
      scroller.scrollTop = place.scrollTopPx;
      shift = place.shift;
      // The browser rounds the value.
      scrollTopPx = scroller.scrollTop;
    },
  };
}

/** The scroll offset of the list, in rows of full height. */
function offsetOf({ scrollTopPx, shift }: ScrollPlace, { rowHeightPx }: ListGeometry): number {
  return scrollTopPx + shift * rowHeightPx;
}

function endAfter(from: ScrollPlace, to: ScrollPlace, list: ListGeometry): Scrolled['end'] {
  const end = placeAt(Infinity, list);
  const isAtEnd = to.shift >= end.shift && to.scrollTopPx >= end.scrollTopPx - list.rowHeightPx / 2;
  if (isAtEnd) return to.scrollTopPx > from.scrollTopPx ? 'reached' : undefined;
  return to.scrollTopPx < from.scrollTopPx ? 'left' : undefined;
}

/** Browsers round scroll positions. */
function isAt(place: ScrollPlace, scrollTopPx: number): boolean {
  return Math.abs(place.scrollTopPx - scrollTopPx) < 2;
}
