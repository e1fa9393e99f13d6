import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAxis, turnAxis } from './axis-model';
import { bucketWindow, markWindow, niceBucketWidth } from './bucket-window';
import { panRange } from './place-range';

const START = 1_791_122_400_000_000;
const PLOT = { widthPx: 1200, bucketPx: 3 };

describe('the window of buckets', () => {
  it('holds the view, has no more buckets than are answered, and none too narrow to see', () => {
    const model = timeAxis(START, START + 40 * 3600e6);
    const { extent } = model;
    const view = fc
      .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 10, max: 36 }))
      .map(([at, bits]) => {
        const width = Math.min(2 ** bits, extent.to - extent.from);
        const from = extent.from + at * (extent.to - extent.from - width);
        return { from, to: from + width };
      });
    fc.assert(
      fc.property(view, fc.integer({ min: 200, max: 4000 }), (shown, widthPx) => {
        const { from, to, bucketWidth } = bucketWindow(shown, model, { widthPx, bucketPx: 3 });
        expect(from).toBeLessThanOrEqual(shown.from);
        expect(to).toBeGreaterThanOrEqual(shown.to);
        expect(Number.isInteger((to - from) / bucketWidth)).toBe(true);
        expect((to - from) / bucketWidth).toBeLessThanOrEqual(2000);
        const bucketPx = (bucketWidth / (shown.to - shown.from)) * widthPx;
        expect(bucketPx).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  it('stays the same while the view is moved a little', () => {
    const model = timeAxis(START, START + 40 * 3600e6);
    const view = { from: START + 3600e6, to: START + 2 * 3600e6 };
    const windows = [0, 0.5, 1, 2].map((minutes) =>
      bucketWindow(panRange(view, minutes * 60e6), model, PLOT),
    );
    expect(new Set(windows.map((window) => JSON.stringify(window))).size).toBeLessThanOrEqual(2);
  });

  it('has whole turns, from the first one', () => {
    const window = bucketWindow({ from: 0, to: 41 }, turnAxis(0, 40, new Map()), PLOT);
    expect(window).toEqual({ from: 0, to: 64, bucketWidth: 1 });
  });

  it.each([
    [0.2, 1],
    [3, 5],
    [7, 10],
    [1.2e6, 2e6],
    [11e6, 15e6],
    [61e6, 120e6],
    [13 * 3600e6, 24 * 3600e6],
    [3 * 86_400e6, 5 * 86_400e6],
  ])('has buckets of a width that people count in: not %d but %d microseconds', (wanted, nice) => {
    expect(niceBucketWidth(wanted, 'time')).toBe(nice);
  });
});

describe('the window of single events', () => {
  it('holds the view, and not much more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 64),
        fc.integer({ min: 2, max: 1e6 }).map((n) => n / 64),
        (from, width) => {
          const window = markWindow({ from, to: from + width });
          expect(window.from).toBeLessThanOrEqual(from);
          expect(window.to).toBeGreaterThanOrEqual(from + width);
          expect(window.to - window.from).toBeLessThanOrEqual(1.51 * width);
        },
      ),
    );
  });
});
