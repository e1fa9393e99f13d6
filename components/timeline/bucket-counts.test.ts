import { describe, expect, it } from 'vitest';
import { bucketAt, bucketRange, compareTypes, countIn, countRange, totalIn } from './bucket-counts';

const COUNTS = {
  from: 10,
  bucketWidth: 2,
  bucketCount: 3,
  types: [
    { type: 'ACTION', counts: [4, 0, 2] },
    { type: 'STATE', counts: [1, 0, 6] },
  ],
};

describe('counts in buckets', () => {
  it('are found by place, and places by bucket', () => {
    expect([9.9, 10, 11.9, 12, 15.9, 16].map((place) => bucketAt(COUNTS, place))).toEqual([
      -1, 0, 0, 1, 2, -1,
    ]);
    for (const bucket of [0, 1, 2]) {
      const { from, to } = bucketRange(COUNTS, bucket);
      expect(bucketAt(COUNTS, (from + to) / 2)).toBe(bucket);
    }
    expect(countIn(COUNTS, 2)).toBe(8);
  });

  it('add up over a range, in part where a bucket is in part in it', () => {
    expect(totalIn(COUNTS, { from: 0, to: 100 })).toBe(13);
    expect(countRange(COUNTS, { from: 11, to: 15 })).toEqual([
      ['ACTION', 3],
      ['STATE', 3.5],
    ]);
    expect(totalIn(COUNTS, { from: 20, to: 30 })).toBe(0);
  });

  it('are stacked in one order, types that are not known last', () => {
    expect(['weather', 'SYSTEM', 'STATE', 'MILESTONE'].toSorted(compareTypes)).toEqual([
      ...['MILESTONE', 'STATE', 'SYSTEM', 'weather'],
    ]);
  });
});
