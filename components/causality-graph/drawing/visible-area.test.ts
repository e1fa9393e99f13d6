import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areOverlapping } from '../layout/box';
import { isCardIn, visibleArea } from './visible-area';

const SIZE = { width: 1000, height: 600 };

describe('visibleArea', () => {
  it('holds all that the frame shows, and not much more', () => {
    const frames = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      k: fc.double({ min: 0.02, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(frames, (frame) => {
        const { x, y, k } = frame;
        const area = visibleArea(frame, SIZE);
        expect(area.left).toBeLessThanOrEqual(-x / k);
        expect(area.top).toBeLessThanOrEqual(-y / k);
        expect(area.right).toBeGreaterThanOrEqual((SIZE.width - x) / k);
        expect(area.bottom).toBeGreaterThanOrEqual((SIZE.height - y) / k);
        expect((area.right - area.left) * k).toBeLessThanOrEqual(SIZE.width * 4);
      }),
    );
  });

  it('stays the same while the frame moves a little', () => {
    const at = (x: number) => visibleArea({ x, y: 10, k: 1 }, SIZE);
    expect(at(30)).toEqual(at(10));
    expect(at(600)).not.toEqual(at(10));
  });
});

describe('the content of an area', () => {
  const area = { left: 0, top: 0, right: 1000, bottom: 600 };

  it('are cards that are at least partly inside', () => {
    const at = (x: number, y: number) => ({ id: '', layer: 0, x, y });
    expect(isCardIn(area, at(-200, 300))).toBe(true);
    expect(isCardIn(area, at(-300, 300))).toBe(false);
    expect(isCardIn(area, at(500, 615))).toBe(true);
    expect(isCardIn(area, at(500, 640))).toBe(false);
  });

  it('are links that pass through, though both ends lie outside', () => {
    expect(areOverlapping(area, { left: -500, top: 10, right: 3000, bottom: 20 })).toBe(true);
    expect(areOverlapping(area, { left: -500, top: 700, right: 3000, bottom: 720 })).toBe(false);
  });
});
