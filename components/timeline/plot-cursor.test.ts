import { keyPress } from '@/lib/testing/key-press';
import { describe, expect, it } from 'vitest';
import { cursorAfterKey } from './plot-cursor';

const COUNTS = {
  from: 0,
  bucketWidth: 2,
  bucketCount: 21,
  types: [{ type: 'ACTION', counts: Array.from({ length: 21 }, (_, at) => at) }],
};

describe('the cursor', () => {
  const ground = { laneCount: 3, counts: COUNTS, marks: [] };
  it('walks from bucket to bucket, and from the density through the lanes', () => {
    const start = { place: 4.3, lane: -1 };
    expect(cursorAfterKey(keyPress('ArrowRight'), start, ground)).toEqual({ place: 7, lane: -1 });
    expect(cursorAfterKey(keyPress('ArrowLeft'), start, ground)).toEqual({ place: 3, lane: -1 });
    expect(cursorAfterKey(keyPress('ArrowDown'), start, ground)).toEqual({ place: 4.3, lane: 0 });
    expect(cursorAfterKey(keyPress('ArrowUp'), start, ground)).toEqual(start);
    expect(cursorAfterKey(keyPress('ArrowDown'), { place: 1, lane: 2 }, ground)).toEqual({
      place: 1,
      lane: 2,
    });
    expect(cursorAfterKey(keyPress('x'), start, ground)).toBeUndefined();
  });

  it('walks from event to event where they are shown', () => {
    const marks = [{ id: 'a', type: 'ACTION', lane: 1, place: 9.25, isFailed: false }];
    const from = { place: 4, lane: 1 };
    expect(cursorAfterKey(keyPress('ArrowRight'), from, { ...ground, marks })).toEqual({
      place: 9.25,
      lane: 1,
    });
  });
});
