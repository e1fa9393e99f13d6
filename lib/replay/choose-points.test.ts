import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePoints } from './choose-points';

const series = fc
  .uniqueArray(fc.tuple(fc.nat(500), fc.oneof(fc.integer(), fc.constant(NaN))), {
    selector: ([turn]) => turn,
    minLength: 1,
    maxLength: 120,
  })
  .map((points) => points.toSorted(([a], [b]) => a - b));

describe('choosePoints', () => {
  it('takes all that fit', () => {
    expect(choosePoints([3, 5, 9], [NaN, 1, 2], 3)).toEqual([0, 1, 2]);
    expect(choosePoints([], [], 1)).toEqual([]);
  });

  it('takes of each stretch of turns the last, the lowest and the highest', () => {
    const turns = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(choosePoints(turns, [5, 9, 1, 4, 5, 7, 7, 7, 0, 6], 6)).toEqual([1, 2, 4, 5, 8, 9]);
  });

  it('chooses the last value of each stretch when values are not numbers, with stretches of equal numbers of turns', () => {
    expect(choosePoints([0, 1, 2, 90, 99], [NaN, NaN, NaN, NaN, NaN], 2)).toEqual([2, 4]);
  });

  it('takes no more than it may, always the last, and the lowest and highest of all', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 40 }), (points, limit) => {
        const turns = points.map(([turn]) => turn);
        const numbers = points.map(([, number]) => number);
        const chosen = choosePoints(turns, numbers, limit);
        expect(chosen.length).toBeLessThanOrEqual(limit);
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
        expect(chosen.at(-1)).toBe(turns.length - 1);
        const known = numbers.filter((number) => !isNaN(number));
        if (limit < 3 || known.length === 0) return;
        const given = chosen.flatMap((at) => numbers[at] ?? []).filter((number) => !isNaN(number));
        expect([Math.min(...given), Math.max(...given)]).toEqual([
          Math.min(...known),
          Math.max(...known),
        ]);
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });
});
