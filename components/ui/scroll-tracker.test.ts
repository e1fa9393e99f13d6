import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxScrollHeightPx, placeAt, slotCount, type ListGeometry } from './scroll-scale';
import { createScrollTracker } from './scroll-tracker';

const ROW_PX = 28;

function listOf(rowCount: number, devicePixelRatio = 1): ListGeometry {
  const maxHeightPx = maxScrollHeightPx(devicePixelRatio);
  return { rowCount, rowHeightPx: ROW_PX, viewportPx: 560, maxHeightPx };
}

/** A tracker with an element that scrolls like in a browser: limited by its height, with events afterwards. */
function openList(list: ListGeometry, firstRow = 0) {
  const initial = placeAt(firstRow * ROW_PX, list);
  const tracker = createScrollTracker(initial);
  const mostPx = Math.max(0, slotCount(list) * ROW_PX - list.viewportPx);
  let topPx = initial.scrollTopPx;
  const scroller = {
    get scrollTop() {
      return topPx;
    },
    set scrollTop(px: number) {
      topPx = Math.min(Math.max(px, 0), mostPx);
    },
  };
  const tell = (isScrolling: boolean) =>
    tracker.scrolled(scroller, { scrollTopPx: topPx, isScrolling }, list);
  return {
    tracker,
    scroller,
    mostPx,
    firstRow: () => topPx / ROW_PX + tracker.shift(),
    scrollTo: (px: number) => {
      scroller.scrollTop = px;
      return tell(true);
    },
    rest: () => {
      tell(false);
      // If it was moved again, there is another event.
      tell(true);
      tell(false);
    },
    show: (row: number, align: 'nearest' | 'start' | 'center') => {
      tracker.show(scroller, row, align, list);
      tell(true);
    },
  };
}

describe('a list that fits', () => {
  it('has every row in the slot of its number', () => {
    const list = openList(listOf(1000), 700);
    list.scrollTo(123);
    list.show(999, 'nearest');
    list.rest();
    expect(list.tracker.shift()).toBe(0);
    expect(list.firstRow()).toBe(980);
  });
});

describe.each([1, 2, 3])('a list that does not fit, at %d device px a CSS px', (ratio) => {
  const geometry = listOf(5_000_000, ratio);

  it('moves by pixels under a hand, wherever it is', () => {
    const list = openList(geometry, 2_000_000);
    for (const px of [137, -61, 300]) {
      const before = list.firstRow();
      list.scrollTo(list.scroller.scrollTop + px);
      expect(list.firstRow()).toBeCloseTo(before + px / ROW_PX, 6);
    }
  });

  it('shows its last row where the bar is dragged to the end', () => {
    const list = openList(geometry);
    list.scrollTo(list.mostPx);
    expect(list.firstRow()).toBe(5_000_000 - 20);
  });

  it('stays on its rows when it rests', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_999_980 }),
        fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 200 }),
        (row, moves) => {
          const list = openList(geometry, row);
          for (const px of moves) list.scrollTo(list.scroller.scrollTop + px);
          const before = list.firstRow();
          list.rest();
          expect(list.firstRow()).toBeCloseTo(before, 6);
        },
      ),
    );
  });

  it('goes to any row from any other', () => {
    const rows = fc.integer({ min: 0, max: 4_999_999 });
    fc.assert(
      fc.property(rows, fc.array(rows, { minLength: 1, maxLength: 5 }), (from, steps) => {
        const list = openList(geometry, from);
        for (const row of steps) {
          list.show(row, 'nearest');
          expect(list.firstRow()).toBeLessThanOrEqual(row + 1e-6);
          expect(list.firstRow() + 20).toBeGreaterThanOrEqual(row + 1 - 1e-6);
        }
      }),
    );
  });

  it('goes to the last requested row, also before the event of the previous one', () => {
    const list = openList(geometry);
    list.tracker.show(list.scroller, 3_000_000, 'start', geometry);
    list.tracker.show(list.scroller, 1_000_000, 'start', geometry);
    list.rest();
    expect(list.firstRow()).toBe(1_000_000);
  });
});

describe('the end', () => {
  it.each([1000, 5_000_000])('is reached and left by the reader, in a list of %d rows', (rows) => {
    const list = openList(listOf(rows));
    expect(list.scrollTo(300).end).toBeUndefined();
    expect(list.scrollTo(list.mostPx).end).toBe('reached');
    expect(list.scrollTo(list.mostPx - 10).end).toBeUndefined();
    expect(list.scrollTo(list.mostPx - 100).end).toBe('left');
  });

  it('is not reached by the reader where the page has put the list there', () => {
    const geometry = listOf(1000);
    const list = openList(geometry);
    list.tracker.put(list.scroller, placeAt(Infinity, geometry));
    expect(list.scrollTo(list.scroller.scrollTop).end).toBeUndefined();
  });
});

describe('a leap', () => {
  it('leaves no earlier row in view', () => {
    const list = openList(listOf(1000));
    expect(list.scrollTo(500).isLeap).toBe(false);
    expect(list.scrollTo(1100).isLeap).toBe(true);
    expect(list.scrollTo(1100).isLeap).toBe(false);
  });
});
