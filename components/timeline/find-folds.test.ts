import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAxis, foldTime, unfoldPlace } from './axis-model';
import { findFolds, findGaps, type BucketEnds } from './find-folds';

const HOUR = 3600e6;

/** The ends of buckets of a histogram of events at these times. */
function endsOf(times: readonly number[], buckets = 500): BucketEnds {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const width = Math.floor((last - first) / buckets) + 1;
  return Array.from({ length: buckets }, (_, at) => {
    const own = times.filter((time) => Math.floor((time - first) / width) === at);
    const [from, to] = [own[0], own.at(-1)];
    return from === undefined || to === undefined ? null : { first: from, last: to };
  });
}

/** So many events, one every second. */
const burst = (start: number, count: number) =>
  Array.from({ length: count }, (_, at) => start + at * 1e6);

describe('folds', () => {
  it('are where a run rests, to the microsecond', () => {
    const times = [...burst(0, 600), ...burst(6 * HOUR, 600)];
    const [fold, ...more] = findFolds(endsOf(times), times.length);
    expect(more).toEqual([]);
    expect(fold).toMatchObject({ start: 599e6, end: 6 * HOUR });
  });

  it('are not in a run of one pace, however slow, nor in one of an instant', () => {
    const hourly = Array.from({ length: 40 }, (_, at) => at * HOUR);
    expect(findFolds(endsOf(hourly), hourly.length)).toEqual([]);
    expect(findFolds(endsOf([5]), 1)).toEqual([]);
    expect(findFolds([], 0)).toEqual([]);
  });

  it('are as many as there are rests, in order of time', () => {
    const times = Array.from({ length: 20 }, (_, day) => burst(day * 24 * HOUR, 300)).flat();
    const folds = findFolds(endsOf(times, 2000), times.length);
    expect(folds).toHaveLength(19);
    expect(folds.map(({ start }) => start)).toEqual(
      folds.map(({ start }) => start).toSorted((a, b) => a - b),
    );
  });

  it('leave activity most of the width', () => {
    const times = Array.from({ length: 20 }, (_, day) => burst(day * 24 * HOUR, 300)).flat();
    const folds = findFolds(endsOf(times, 2000), times.length);
    const { extent } = timeAxis(0, times.at(-1) ?? 0, folds, 'folded');
    expect((20 * 299e6) / (extent.to - extent.from)).toBeGreaterThan(0.6);
  });

  it('keep every event, in order, and give its time back', () => {
    const times = [...burst(0, 50), ...burst(HOUR, 50), ...burst(30 * HOUR, 50)];
    const folds = findFolds(endsOf(times), times.length);
    expect(folds).toHaveLength(2);
    fc.assert(
      fc.property(fc.constantFrom(...times), fc.constantFrom(...times), (a, b) => {
        expect(unfoldPlace(foldTime(a, folds), folds)).toBe(a);
        expect(Math.sign(foldTime(a, folds) - foldTime(b, folds))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('need gaps, which are between neighbouring buckets that have events', () => {
    const bucket = (first: number, last: number) => ({ first, last });
    expect(findGaps([bucket(0, 3), null, bucket(8, 8), bucket(9, 12)])).toEqual([
      { start: 3, end: 8 },
      { start: 8, end: 9 },
    ]);
  });
});
