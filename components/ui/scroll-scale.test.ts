import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isJump,
  maxScrollHeightPx,
  offsetAt,
  placeAt,
  slotCount,
  type ListGeometry,
} from './scroll-scale';

const ROW_PX = 28;
const MAX_HEIGHT_PX = maxScrollHeightPx(1);
const TEN_MILLION = {
  rowCount: 10_000_000,
  rowHeightPx: ROW_PX,
  viewportPx: 640,
  maxHeightPx: MAX_HEIGHT_PX,
};
const ROWS_PX = TEN_MILLION.rowCount * ROW_PX;

const geometries = fc.record({
  rowCount: fc.integer({ min: 1, max: 200_000_000 }),
  rowHeightPx: fc.constant(ROW_PX),
  viewportPx: fc.integer({ min: 100, max: 3000 }),
  maxHeightPx: fc.double({ min: 0.25, max: 20, noNaN: true }).map(maxScrollHeightPx),
});

function firstRow(offsetPx: number, geometry: ListGeometry): number {
  const { scrollTopPx, shift } = placeAt(offsetPx, geometry);
  return scrollTopPx / geometry.rowHeightPx + shift;
}

describe('a list that fits', () => {
  it('is scrolled as it is', () => {
    const fits = { ...TEN_MILLION, rowCount: 400_000 };
    expect(slotCount(fits)).toBe(400_000);
    expect(placeAt(123_456, fits)).toEqual({ scrollTopPx: 123_456, shift: 0 });
  });
});

/** Chrome and Safari lay out in 64ths of a device px, up to 2^31; Firefox in 60ths of a CSS px, up to 2^30. */
const CHROME_LIMIT_DEVICE_PX = 2 ** 31 / 64;
const FIREFOX_LIMIT_PX = 2 ** 30 / 60;

describe('on a screen of any ratio, at any zoom', () => {
  it('no list is higher than a browser can lay out', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        fc.integer({ min: 1, max: 200_000_000 }),
        fc.integer({ min: 16, max: 80 }),
        (ratio, rowCount, rowHeightPx) => {
          const maxHeightPx = maxScrollHeightPx(ratio);
          const heightPx = slotCount({ rowCount, rowHeightPx, maxHeightPx }) * rowHeightPx;
          expect(heightPx * ratio).toBeLessThan(CHROME_LIMIT_DEVICE_PX);
          expect(heightPx).toBeLessThan(FIREFOX_LIMIT_PX);
        },
      ),
    );
  });

  it.each([1, 2, 3, 4])('its last row is reached at %d device px a CSS px', (ratio) => {
    for (const rowCount of [600_000, 10_000_000]) {
      const list = { ...TEN_MILLION, rowCount, maxHeightPx: maxScrollHeightPx(ratio) };
      const bottomPx = slotCount(list) * ROW_PX - list.viewportPx;
      expect(offsetAt(bottomPx, list)).toBe(rowCount * ROW_PX - list.viewportPx);
      expect(placeAt(Infinity, list)).toEqual({
        scrollTopPx: bottomPx,
        shift: rowCount - slotCount(list),
      });
    }
  });
});

describe('a list that does not fit', () => {
  it('never asks the browser for more than it can hold', () => {
    expect(slotCount(TEN_MILLION) * ROW_PX).toBeLessThanOrEqual(MAX_HEIGHT_PX);
  });

  it('shows its first row at the very top and its last at the very bottom', () => {
    expect(placeAt(0, TEN_MILLION)).toEqual({ scrollTopPx: 0, shift: 0 });
    const { scrollTopPx, shift } = placeAt(Infinity, TEN_MILLION);
    expect(scrollTopPx).toBe(slotCount(TEN_MILLION) * ROW_PX - TEN_MILLION.viewportPx);
    expect(slotCount(TEN_MILLION) + shift).toBe(TEN_MILLION.rowCount);
  });

  it('shows the middle when the thumb is in the middle', () => {
    const middle = offsetAt((slotCount(TEN_MILLION) * ROW_PX) / 2, TEN_MILLION);
    expect(middle / ROWS_PX).toBeCloseTo(0.5, 3);
  });

  it('moves by pixels, not by scale, near its ends', () => {
    expect(offsetAt(50_000, TEN_MILLION)).toBe(50_000);
    expect(placeAt(50_000, TEN_MILLION)).toEqual({ scrollTopPx: 50_000, shift: 0 });
  });

  it('stays where it is, to the pixel, when the thumb is put in its place', () => {
    fc.assert(
      fc.property(geometries, fc.double({ min: 0, max: 1, noNaN: true }), (geometry, at) => {
        const max = Math.max(0, geometry.rowCount * ROW_PX - geometry.viewportPx);
        const offset = at * max;
        expect(firstRow(offset, geometry) * ROW_PX).toBeCloseTo(offset, 3);
      }),
    );
  });

  it('keeps every slot on a row that exists and the thumb within the bar', () => {
    fc.assert(
      fc.property(geometries, fc.double({ noNaN: true }), (geometry, offset) => {
        const { scrollTopPx, shift } = placeAt(offset, geometry);
        const slots = slotCount(geometry);
        expect(shift).toBeGreaterThanOrEqual(0);
        expect(shift + slots).toBeLessThanOrEqual(geometry.rowCount);
        expect(scrollTopPx).toBeGreaterThanOrEqual(0);
        expect(scrollTopPx).toBeLessThanOrEqual(Math.max(0, slots * ROW_PX - geometry.viewportPx));
      }),
    );
  });

  it('returns to the row of a thumb position', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: ROWS_PX - TEN_MILLION.viewportPx }), (offset) => {
        const { scrollTopPx } = placeAt(offset, TEN_MILLION);
        const scale = ROWS_PX / MAX_HEIGHT_PX;
        expect(Math.abs(offsetAt(scrollTopPx, TEN_MILLION) - offset)).toBeLessThan(ROW_PX * scale);
      }),
    );
  });
});

describe('a move', () => {
  it('is by hand up to the distance of a wheel or a fling in a frame', () => {
    expect(isJump(120, TEN_MILLION)).toBe(false);
    expect(isJump(-2500, TEN_MILLION)).toBe(false);
    expect(isJump(TEN_MILLION.viewportPx, TEN_MILLION)).toBe(false);
  });

  it('is a jump when the thumb was dragged by a pixel', () => {
    expect(isJump(MAX_HEIGHT_PX / TEN_MILLION.viewportPx, TEN_MILLION)).toBe(true);
  });
});
