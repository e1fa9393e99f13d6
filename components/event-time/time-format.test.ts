import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimestamp, toEpochMicros } from '@/lib/events/epoch-micros';
import { formatTime, timeFormat } from './time-format';

const at = (text: string) => parseTimestamp(text) ?? toEpochMicros(-1n);

/** From year 1 to the end of 9999. */
const times = fc
  .bigInt({ min: at('0001-01-01'), max: at('9999-12-31T23:59:59.999999') })
  .map(toEpochMicros);

describe('the format of times that are seen together', () => {
  it.each([
    ['2026-10-04T14:07:36.913096', '2026-10-04T23:59:59.999999', '14:07:36.913096'],
    ['2026-10-04T14:07:36.913096', '2026-10-05T00:00:00', '10-04 14:07:36.913096'],
    ['2026-12-31T23:59:59.999999', '2027-01-01T00:00:00', '2026-12-31 23:59:59.999999'],
    ['0001-01-01T00:00:00', '9999-12-31T23:59:59', '0001-01-01 00:00:00.000000'],
    ['1969-12-31T23:59:59.999999', '1970-01-01T00:00:00', '1969-12-31 23:59:59.999999'],
    ['2026-10-04T14:07:36+02:00', '2026-10-04T14:07:37+02:00', '12:07:36.000000'],
  ])('of a run from %s to %s begins with %s', (start, end, text) => {
    expect(formatTime(at(start), timeFormat({ start: at(start), end: at(end) }))).toBe(text);
  });

  it('is as exact as the times are apart', () => {
    const start = at('2026-10-04T14:07:36.913096');
    const texts = [5e6, 20_000, 3].map((apart) =>
      formatTime(start, timeFormat({ start, end: start }, apart)),
    );
    expect(texts).toEqual(['14:07:36', '14:07:36.913', '14:07:36.913096']);
  });

  it('writes no two times of a run alike', () => {
    fc.assert(
      fc.property(fc.tuple(times, times, times, times), (any) => {
        const sorted = any.toSorted((a, b) => (a < b ? -1 : 1));
        const format = timeFormat({ start: sorted[0], end: sorted[3] });
        const texts = sorted.map((time) => formatTime(time, format));
        expect(new Set(texts).size).toBe(new Set(sorted).size);
      }),
    );
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 1000 }), (start, apart) => {
        const end = toEpochMicros(start + BigInt(apart));
        fc.pre(end <= at('9999-12-31T23:59:59.999999'));
        const format = timeFormat({ start, end }, apart);
        expect(formatTime(start, format)).not.toBe(formatTime(end, format));
      }),
    );
  });
});
