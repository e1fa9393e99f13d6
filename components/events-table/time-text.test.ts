import { describe, expect, it } from 'vitest';
import { toEpochMicros } from '@/lib/events/epoch-micros';
import { sinceRow, sinceStart, timeText } from './time-text';

const NOON = toEpochMicros(1_791_115_200_000_000n);
const settings = { mode: 'clock', start: NOON, showsDay: false, showsFraction: true } as const;

describe('timeText', () => {
  it('tells the clock to the microsecond, and the day where a run has several', () => {
    const time = toEpochMicros(NOON + 61_000_007n);
    expect(timeText(time, settings, undefined)).toBe('12:01:01.000007');
    expect(timeText(time, { ...settings, showsDay: true }, undefined)).toBe(
      '10-04 12:01:01.000007',
    );
  });

  it('leaves out the fraction where there is no room', () => {
    const time = toEpochMicros(NOON + 61_000_007n);
    expect(timeText(time, { ...settings, showsFraction: false }, undefined)).toBe('12:01:01');
  });

  it('tells the time since the run began, or since the row above', () => {
    const time = toEpochMicros(NOON + 61_000_007n);
    expect(timeText(time, { ...settings, mode: 'since-start' }, undefined)).toBe('+1:01.000007');
    expect(timeText(time, { ...settings, mode: 'since-row' }, NOON)).toBe('+1:01 min');
    expect(timeText(time, { ...settings, mode: 'since-row' }, undefined)).toBe('');
  });
});

describe('sinceStart', () => {
  it.each([
    [0n, '+0:00.000000'],
    [3_723_000_004n, '+1:02:03.000004'],
    [-1n, '−0:00.000001'],
    [90_000_000_000n, '+25:00:00.000000'],
  ])('%d is %s', (micros, text) => expect(sinceStart(micros)).toBe(text));
});

describe('sinceRow', () => {
  it.each([
    [0n, '+0 µs'],
    [999n, '+999 µs'],
    [3204n, '+3.204 ms'],
    [1_500_000n, '+1.500 s'],
    [123_000_000n, '+2:03 min'],
    [7_384_000_000n, '+2:03:04 h'],
    [-12n, '−12 µs'],
  ])('%d is %s', (micros, text) => expect(sinceRow(micros)).toBe(text));
});
