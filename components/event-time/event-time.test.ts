import { describe, expect, it } from 'vitest';
import { dateAndTime, duration } from './event-time';

describe('event times', () => {
  it('are in UTC, for any offset in the file', () => {
    expect(dateAndTime('2026-10-05T01:30:00+02:00')).toBe('2026-10-04 23:30:00');
  });

  it('stay as they are when they are no times', () => {
    expect(dateAndTime('yesterday')).toBe('yesterday');
  });
});

describe('duration', () => {
  it.each([
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '0 µs'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000005Z', '5 µs'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.001250Z', '1.2 ms'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.127500Z', '127 ms'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:05Z', '5 s'],
    ['0950-01-01T00:00:00Z', '1950-01-01T00:00:00Z', '365,242 d'],
    ['2026-01-01T00:00:05Z', '2026-01-01T00:00:00Z', '−5 s'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:01.390000Z', '1.3 s'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:42Z', '42 s'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:03:12Z', '3 min 12 s'],
    ['2026-01-01T00:00:00Z', '2026-01-01T02:00:59Z', '2 h'],
    ['2026-01-01T00:00:00Z', '2026-01-03T04:00:00Z', '2 d 4 h'],
  ])('from %s to %s is %s', (start, end, text) => {
    expect(duration(start, end)).toBe(text);
  });

  it('is unknown while an end is', () => {
    expect(duration('2026-01-01T00:00:00Z', null)).toBeUndefined();
  });
});
