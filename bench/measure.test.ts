import { describe, expect, it } from 'vitest';
import { latencyOf, median } from './measure';

describe('latencyOf', () => {
  it('gives the nearest rank, for times in any order', () => {
    const times = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(latencyOf(times)).toEqual({ count: 100, p50Ms: 50, p95Ms: 95, p99Ms: 99, maxMs: 100 });
  });

  it('gives the one time for a single request', () => {
    expect(latencyOf([7])).toEqual({ count: 1, p50Ms: 7, p95Ms: 7, p99Ms: 7, maxMs: 7 });
  });
});

describe('median', () => {
  it('is the middle value, or the mean of the two there', () => {
    expect(median([9, 1, 4])).toBe(4);
    expect(median([9, 1, 4, 6])).toBe(5);
    expect(() => median([])).toThrow(RangeError);
  });
});
