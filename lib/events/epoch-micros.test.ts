import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTimestamp, parseTimestamp, toEpochMicros } from './epoch-micros';

describe('parseTimestamp', () => {
  it.each([
    ['1970-01-01T00:00:00.000001+00:00', 1n],
    ['1969-12-31T23:59:59.999999Z', -1n],
    ['2025-01-02T03:04:05+00:00', 1_735_787_045_000_000n],
    ['2025-01-02T03:04:05.123456+00:00', 1_735_787_045_123_456n],
    ['2025-01-02T05:04:05.123456+02:00', 1_735_787_045_123_456n],
    ['2025-01-02T03:04:05.1234569', 1_735_787_045_123_456n],
    ['2025-01-02 03:04:05', 1_735_787_045_000_000n],
    ['2025-01-02', 1_735_776_000_000_000n],
    ['0001-01-01T00:00:00Z', -62_135_596_800_000_000n],
    ['9999-12-31T23:59:59.999999Z', 253_402_300_799_999_999n],
  ])('reads %s exactly', (text, micros) => {
    expect(parseTimestamp(text)).toBe(micros);
  });

  it.each(['', 'now', '1735787045', '2025-13-01', '2025-02-29', '2025-01-01T24:00', '25-01-01'])(
    'takes %j for no timestamp',
    (text) => {
      expect(parseTimestamp(text)).toBeUndefined();
    },
  );

  it('reads the output of formatTimestamp, to the microsecond', () => {
    const from = -62_135_596_800_000_000n;
    const to = 253_402_300_799_999_999n;
    fc.assert(
      fc.property(fc.bigInt(from, to), (micros) => {
        const text = formatTimestamp(toEpochMicros(micros));
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
        expect(parseTimestamp(text)).toBe(micros);
      }),
    );
  });
});
