import { describe, expect, it } from 'vitest';
import { createSeededRandom } from './seeded-random';

describe('createSeededRandom', () => {
  it('gives the numbers it always gave', () => {
    const random = createSeededRandom(1);
    expect(Array.from({ length: 5 }, () => random.int(0, 999_999))).toEqual([
      449_488, 466_592, 671_363, 979_488, 635_510,
    ]);
  });

  it('continues from the state of another', () => {
    const first = createSeededRandom(4);
    first.next();
    const second = createSeededRandom(0, first.state());
    expect(Array.from({ length: 5 }, second.next)).toEqual(Array.from({ length: 5 }, first.next));
  });

  it('spreads evenly and normally', () => {
    const random = createSeededRandom(2);
    const mean = (draw: () => number) =>
      Array.from({ length: 20_000 }, draw).reduce((a, b) => a + b) / 20_000;
    expect(mean(random.next)).toBeCloseTo(0.5, 1);
    expect(mean(() => random.normal(10, 2))).toBeCloseTo(10, 1);
    expect(mean(() => random.normal() ** 2)).toBeCloseTo(1, 1);
    expect(mean(() => Number(random.chance(0.25)))).toBeCloseTo(0.25, 1);
    expect(new Set(Array.from({ length: 100 }, () => random.int(3, 5)))).toEqual(
      new Set([3, 4, 5]),
    );
  });
});
