import { describe, expect, it } from 'vitest';
import { haveRoomForSides, maxInView, maxOfTypeInView, sideBars, stackBars } from './stack-bars';

const COUNTS = {
  from: 0,
  bucketWidth: 1,
  bucketCount: 4,
  types: [
    { type: 'ACTION', counts: [3, 0, 1, 1000] },
    { type: 'STATE', counts: [1, 0, 1, 0] },
  ],
};
const VIEW = { from: 0, to: 3 };
const AREA = { view: VIEW, widthPx: 30, baseY: 100, heightPx: 80, maxCount: 4 };

describe('stacked bars', () => {
  it('stand on one another, as high as there are events, none where there are none', () => {
    expect(stackBars(COUNTS, AREA)).toEqual([
      { type: 'ACTION', rects: [0, 40, 9, 60, 20, 80, 9, 20] },
      { type: 'STATE', rects: [0, 20, 9, 20, 20, 60, 9, 20] },
    ]);
  });

  it('are drawn of buckets in view alone, however many there are', () => {
    const counts = Array.from({ length: 2000 }, () => 5);
    const many = { ...COUNTS, bucketCount: 2000, types: [{ type: 'ACTION', counts }] };
    expect(stackBars(many, AREA)[0]?.rects).toHaveLength(3 * 4);
    expect(maxInView(COUNTS, VIEW)).toBe(4);
  });

  it('show a single event beside thousands', () => {
    const [bars] = stackBars(COUNTS, { ...AREA, maxCount: 100_000 });
    const [, , , height = 0] = bars?.rects ?? [];
    expect(height).toBeGreaterThan(0.7);
  });

  it('leave room where single events stand for them', () => {
    const [bars] = stackBars(COUNTS, { ...AREA, except: { from: 0, to: 1 } });
    expect(bars?.rects.slice(0, 1)).toEqual([20]);
  });
});

describe('bars side by side', () => {
  it('are for wide buckets', () => {
    expect(haveRoomForSides(COUNTS, VIEW, 90)).toBe(true);
    expect(haveRoomForSides(COUNTS, VIEW, 60)).toBe(false);
  });

  it('have each type at its own place in every bucket', () => {
    expect(maxOfTypeInView(COUNTS, VIEW)).toBe(3);
    const area = { ...AREA, widthPx: 90, maxCount: 4, types: ['ACTION', 'DETAIL', 'STATE'] };
    const [actions, states] = sideBars(COUNTS, area);
    const lefts = (rects: readonly number[] = []) => rects.filter((_, at) => at % 4 === 0);
    expect(lefts(actions?.rects)).toEqual([3.75, 63.75]);
    expect(lefts(states?.rects)).toEqual([18.75, 78.75]);
  });
});
