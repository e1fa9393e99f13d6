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

/** The element that scrolls. */
type Scroller = Pick<HTMLElement, 'scrollTop'>;

/** What a scroll event means. */
export interface Scrolled {
  /** Whether so much has been passed that nothing of what was in view still is. */
  readonly isLeap: boolean;
  /** Whether the reader came down to the end, or went up from it. */
  readonly end: 'reached' | 'left' | undefined;
}

/** Knows which row stands in which slot while the list is scrolled (see `scroll-scale.ts`). */
export interface ScrollTracker {
  /** Row of a slot minus the slot. */
  readonly shift: () => number;
  readonly scrollTopPx: () => number;
  /** The browser tells where it has scrolled to. */
  readonly scrolled: (
    scroller: Scroller,
    event: { readonly scrollTopPx: number; readonly isScrolling: boolean },
    list: ListGeometry,
  ) => Scrolled;
  /** Scrolls to a row. The shift changes once the browser tells that it is there. */
  readonly show: (
    scroller: Scroller,
    row: number,
    alignment: RowAlignment,
    list: ListGeometry,
  ) => void;
  /** Puts the list somewhere, in the paint that comes. */
  readonly put: (scroller: Scroller, place: ScrollPlace) => void;
}

export function createScrollTracker(initial: ScrollPlace): ScrollTracker {
  let { scrollTopPx, shift } = initial;
  /** Where the scroller was put and has not told of yet. */
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
        // Where a reader scrolls from where they were just put, the browser tells but of the end of it.
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
      // The browser rounds.
      scrollTopPx = scroller.scrollTop;
    },
  };
}

/** How far from its top the list is, in rows of full height. */
function offsetOf({ scrollTopPx, shift }: ScrollPlace, { rowHeightPx }: ListGeometry): number {
  return scrollTopPx + shift * rowHeightPx;
}

function endAfter(from: ScrollPlace, to: ScrollPlace, list: ListGeometry): Scrolled['end'] {
  const end = placeAt(Infinity, list);
  const isAtEnd = to.shift >= end.shift && to.scrollTopPx >= end.scrollTopPx - list.rowHeightPx / 2;
  if (isAtEnd) return to.scrollTopPx > from.scrollTopPx ? 'reached' : undefined;
  return to.scrollTopPx < from.scrollTopPx ? 'left' : undefined;
}

/** Browsers round where they are told to scroll to. */
function isAt(place: ScrollPlace, scrollTopPx: number): boolean {
  return Math.abs(place.scrollTopPx - scrollTopPx) < 2;
}
