import { describe, expect, it } from 'vitest';
import { formatBytes } from './format-bytes';
import { countOf, formatCount, shortCount } from './format-count';

describe('formatting', () => {
  it('groups the digits of a count and keeps one thing singular', () => {
    expect(formatCount(1_523_118)).toBe('1,523,118');
    expect([0, 1, 2].map((count) => countOf(count, 'event'))).toEqual([
      '0 events',
      '1 event',
      '2 events',
    ]);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [9960, '10 kB'],
    [999_600, '1.0 MB'],
    [560_000_000, '560 MB'],
    [6_000_000_000_000_000, '6000 TB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('shortCount', () => {
  it.each([
    [0, '0'],
    [9_999, '9,999'],
    [15_230, '15.2K'],
    [1_523_118, '1.5M'],
    [999_950_000, '1B'],
  ])('%d is %s', (count, text) => expect(shortCount(count)).toBe(text));
});
