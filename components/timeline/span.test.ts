import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpan, writeSpan } from './span';

describe('a span in an address', () => {
  it('is two numbers, turns or microseconds', () => {
    expect(readSpan('28.8_36.5')).toEqual({ from: 28.8, to: 36.5 });
    expect(writeSpan({ from: 1_791_122_400_000_000, to: 1_791_122_460_000_000.5 })).toBe(
      '1791122400000000_1791122460000000.5',
    );
  });

  it.each(['', '5', '5_5', '6_5', '1e3_2e3', 'a_b', '1_2_3', '1_', ' 1_2'])('is not %j', (text) => {
    expect(readSpan(text)).toBeUndefined();
  });

  it('comes back as it was written', () => {
    const place = fc.integer().map((n) => n / 64);
    fc.assert(
      fc.property(place, fc.integer({ min: 1 }), (from, width) => {
        const span = { from, to: from + width };
        expect(readSpan(writeSpan(span))).toEqual(span);
      }),
    );
  });
});
