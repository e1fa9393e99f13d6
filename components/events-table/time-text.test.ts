import { describe, expect, it } from 'vitest';
import { timeFormat } from '@/components/event-time/time-format';
import { toEpochMicros } from '@/lib/events/epoch-micros';
import { sinceRow, sinceStart, TIME_MODES, timeLength, timeText } from './time-text';

const NOON = toEpochMicros(1_791_115_200_000_000n);
const settings = { mode: 'clock', start: NOON, format: { date: 'none', digits: 6 } } as const;

describe('timeText', () => {
  it('tells the clock to the microsecond, and the day where a run has several', () => {
    const time = toEpochMicros(NOON + 61_000_007n);
    expect(timeText(time, settings, undefined)).toBe('12:01:01.000007');
    expect(timeText(time, { ...settings, format: { date: 'day', digits: 6 } }, undefined)).toBe(
      '10-04 12:01:01.000007',
    );
  });

  it('leaves out the fraction where there is no room', () => {
    const time = toEpochMicros(NOON + 61_000_007n);
    expect(timeText(time, { ...settings, format: { date: 'none', digits: 0 } }, undefined)).toBe(
      '12:01:01',
    );
  });

  it('tells the time since the run began, or since the row above', () => {
    const time = toEpochMicros(NOON + 61_000_007n);
    expect(timeText(time, { ...settings, mode: 'since-start' }, undefined)).toBe('+1:01.000007');
    expect(timeText(time, { ...settings, mode: 'since-row' }, NOON)).toBe('+1:01 min');
    expect(timeText(time, { ...settings, mode: 'since-row' }, undefined)).toBe('');
  });
});

describe('timeLength', () => {
  it.each([5n, 60_000_000n, 3n * 365n * 86_400_000_000n, 1000n * 365n * 86_400_000_000n])(
    'has room for every time of a run of %d microseconds',
    (micros) => {
      const end = toEpochMicros(NOON + micros);
      for (const mode of TIME_MODES) {
        const run = { mode, start: NOON, format: timeFormat({ start: NOON, end }) };
        for (const share of [0n, 1n, 7n, 50n, 100n]) {
          const time = toEpochMicros(NOON + (micros * share) / 100n);
          expect(timeText(time, run, NOON).length).toBeLessThanOrEqual(timeLength(run, end));
        }
      }
    },
  );
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
