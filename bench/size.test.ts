import { describe, expect, it } from 'vitest';
import { nameBytes, nameCount, nameMs, parseEventCount } from './size';

describe('sizes of a benchmark', () => {
  it.each([
    ['1m', 1_000_000],
    ['10M', 10_000_000],
    ['250k', 250_000],
    ['1.5m', 1_500_000],
    ['12345', 12_345],
  ])('reads %s', (text, count) => {
    expect(parseEventCount(text)).toBe(count);
  });

  it.each(['', 'many', '-5', '1g', '10', '1.0001k'])('refuses %j', (text) => {
    expect(() => parseEventCount(text)).toThrow(RangeError);
  });

  it('are written shortly', () => {
    expect([1_000_000, 250_000, 12_345].map(nameCount)).toEqual(['1M', '250k', '12,345']);
    expect([543_192_680, 5_600_000_000, 2_400_000].map(nameBytes)).toEqual([
      '543 MB',
      '5.60 GB',
      '2.4 MB',
    ]);
    expect([3_420, 12.34, 0.14].map(nameMs)).toEqual(['3.42 s', '12.3 ms', '140 µs']);
  });
});
