import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNaturally } from './compare-naturally';

describe('compareNaturally', () => {
  it('orders numbers in names by their value', () => {
    const names = ['agent_10', 'agent_9', 'agent_2', 'agent_100', 'run 3.10', 'run 3.9'];
    expect(names.toSorted(compareNaturally)).toEqual([
      ...['agent_2', 'agent_9', 'agent_10', 'agent_100'],
      ...['run 3.9', 'run 3.10'],
    ]);
  });

  it('gives names that differ the same order every time', () => {
    const alike = ['a01', 'a1', 'a001', '\u00e9', 'e\u0301', 'A1'];
    const order = alike.toSorted(compareNaturally);
    expect(alike.toReversed().toSorted(compareNaturally)).toEqual(order);
  });

  it('is 0 for equal names alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(compareNaturally(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0);
      }),
    );
  });
});
