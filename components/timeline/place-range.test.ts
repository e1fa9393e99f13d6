import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blendRanges,
  clampRange,
  isSameRange,
  panRange,
  pixelOf,
  placeAtPixel,
  widthOf,
  zoomRange,
} from './place-range';

const EXTENT = { from: 0, to: 100 };
const range = fc
  .tuple(
    fc.double({ min: -500, max: 500, noNaN: true }),
    fc.double({ min: 0.01, max: 900, noNaN: true }),
  )
  .map(([from, width]) => ({ from, to: from + width }));

describe('a range of places', () => {
  it('keeps the place under the pointer where it is when it is zoomed', () => {
    const zoomed = zoomRange({ from: 0, to: 100 }, 25, 2);
    expect(zoomed).toEqual({ from: 12.5, to: 62.5 });
    expect(pixelOf(25, zoomed, 1000)).toBe(pixelOf(25, { from: 0, to: 100 }, 1000));
  });

  it('is held within the axis, and no narrower than makes sense', () => {
    expect(clampRange({ from: -20, to: 30 }, EXTENT, 1)).toEqual({ from: 0, to: 50 });
    expect(clampRange({ from: 90, to: 130 }, EXTENT, 1)).toEqual({ from: 60, to: 100 });
    expect(clampRange({ from: -20, to: 200 }, EXTENT, 1)).toEqual(EXTENT);
    expect(clampRange({ from: 50, to: 50.5 }, EXTENT, 1)).toEqual({ from: 49.75, to: 50.75 });
    fc.assert(
      fc.property(range, (any) => {
        const { from, to } = clampRange(any, EXTENT, 1);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(100 + 1e-9);
        expect(to - from).toBeGreaterThanOrEqual(1 - 1e-9);
      }),
    );
  });

  it('does not move when it is held where it is already', () => {
    const within = clampRange({ from: 3, to: 77 }, EXTENT, 1);
    expect(clampRange(within, EXTENT, 1)).toEqual(within);
  });

  it('glides from one to another, ends included, keeping the zoomed place in place', () => {
    const [from, to] = [{ from: 0, to: 100 }, zoomRange({ from: 0, to: 100 }, 25, 4)];
    expect(blendRanges(from, to, 0)).toEqual(from);
    expect(isSameRange(blendRanges(from, to, 1), to)).toBe(true);
    for (const share of [0.2, 0.5, 0.9]) {
      expect(pixelOf(25, blendRanges(from, to, share), 1000)).toBeCloseTo(250);
    }
    expect(blendRanges(from, panRange(from, 10), 0.5)).toEqual({ from: 5, to: 105 });
  });

  it('finds the place of a pixel that it drew', () => {
    fc.assert(
      fc.property(range, fc.double({ min: 0, max: 1, noNaN: true }), (view, share) => {
        const place = view.from + share * widthOf(view);
        expect(placeAtPixel(pixelOf(place, view, 1200), view, 1200)).toBeCloseTo(place, 6);
      }),
    );
  });
});
