import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNaturally } from './natural-order';

describe('compareNaturally', () => {
  it.each([
    [
      ['agent_10', 'agent_2', 'agent_1'],
      ['agent_1', 'agent_2', 'agent_10'],
    ],
    [
      ['a10b2', 'a10b10', 'a9b99'],
      ['a9b99', 'a10b2', 'a10b10'],
    ],
    [
      ['b', 'a', '10', '9', ''],
      ['', '9', '10', 'a', 'b'],
    ],
    [
      ['a1', 'a01', 'a001', 'a0', 'a'],
      ['a', 'a0', 'a001', 'a01', 'a1'],
    ],
    [
      ['a-1', 'a 1', 'a/1', 'a:1', 'a5'],
      ['a 1', 'a-1', 'a/1', 'a5', 'a:1'],
    ],
    [
      ['x99999999999999999999', 'x100000000000000000000'],
      ['x99999999999999999999', 'x100000000000000000000'],
    ],
    [
      ['cleo', 'Ben', 'ada', 'Ada', 'BEN_10', 'ben_9'],
      ['Ada', 'ada', 'Ben', 'ben_9', 'BEN_10', 'cleo'],
    ],
    [
      ['😀', '\uFFFD', 'å'],
      ['å', '\uFFFD', '😀'],
    ],
  ])('orders %j', (names, expected) => {
    expect(names.toSorted(compareNaturally)).toEqual(expected);
    expect(names.toReversed().sort(compareNaturally)).toEqual(expected);
  });

  it('orders whole numbers by value', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (a, b) => {
        const order = compareNaturally(`n${String(a)}.`, `n${String(b)}.`);
        expect(Math.sign(order)).toBe(a === b ? 0 : a < b ? -1 : 1);
      }),
    );
  });

  it('is 0 for equal names alone', () => {
    const name = fc.stringMatching(/^[aA0-9]{0,4}$/);
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(compareNaturally(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0);
      }),
    );
  });
});
