import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSequences } from './align-sequences';

describe('alignSequences', () => {
  it('has all items of both, each once and in order, and only equal ones together', () => {
    const items = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(items, items, (first, second) => {
        const aligned = alignSequences(first, second);
        const places = (side: 'first' | 'second') =>
          aligned.map((item) => item[side]).filter((at) => at !== undefined);
        expect(places('first')).toEqual(first.map((_, at) => at));
        expect(places('second')).toEqual(second.map((_, at) => at));
        for (const { first: a, second: b } of aligned) {
          if (a !== undefined && b !== undefined) expect(first[a]).toBe(second[b]);
        }
      }),
    );
  });

  it('keeps what is common in the middle of a change', () => {
    expect(alignSequences(['x', 'keep', 'y'], ['keep', 'z'])).toEqual([
      { first: 0 },
      { first: 1, second: 0 },
      { first: 2 },
      { second: 1 },
    ]);
  });

  it('is bounded: sequences too long to compare are replaced but for what they begin and end with', () => {
    const many = (name: string) => Array.from({ length: 600 }, (_, at) => `${name}${at}`);
    const aligned = alignSequences(['head', ...many('a'), 'tail'], ['head', ...many('b'), 'tail']);
    expect(aligned).toHaveLength(1202);
    expect(aligned[0]).toEqual({ first: 0, second: 0 });
    expect(aligned.at(-1)).toEqual({ first: 601, second: 601 });
  });
});
