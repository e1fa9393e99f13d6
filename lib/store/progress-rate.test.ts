import { describe, expect, it } from 'vitest';
import { createProgressRate } from './progress-rate';

const MB = 1_000_000;

describe('the rate of progress', () => {
  it('reports nothing before the first step is done', () => {
    const rate = createProgressRate();
    expect(rate.pace(100 * MB, 0)).toEqual({});
    rate.start(0, 0);
    expect(rate.pace(100 * MB, 5000)).toEqual({});
    rate.note(0, 5000);
    expect(rate.pace(100 * MB, 5000)).toEqual({});
  });

  it('is the work done divided by its time, and the rest at that speed', () => {
    const rate = createProgressRate();
    rate.start(0, 1000);
    rate.note(20 * MB, 2000);
    rate.note(40 * MB, 3000);
    expect(rate.pace(100 * MB, 3000)).toEqual({ bytes_per_second: 20 * MB, seconds_left: 3 });
  });

  it('does not count work done before the start', () => {
    const rate = createProgressRate();
    rate.start(500 * MB, 0);
    rate.note(510 * MB, 1000);
    rate.note(520 * MB, 2000);
    expect(rate.pace(600 * MB, 2000)).toEqual({ bytes_per_second: 10 * MB, seconds_left: 8 });
  });

  it('counts down between steps without slowing down', () => {
    const rate = createProgressRate();
    rate.start(0, 0);
    rate.note(40 * MB, 4000);
    rate.note(80 * MB, 8000);
    expect(rate.pace(140 * MB, 8000).seconds_left).toBe(6);
    expect(rate.pace(140 * MB, 11_000)).toEqual({ bytes_per_second: 10 * MB, seconds_left: 3 });
  });

  it('slows down when a step takes longer than any before it', () => {
    const rate = createProgressRate();
    rate.start(0, 0);
    rate.note(20 * MB, 2000);
    rate.note(40 * MB, 4000);
    const { bytes_per_second = 0, seconds_left = 0 } = rate.pace(100 * MB, 18_000);
    expect(bytes_per_second).toBeCloseTo((40 * MB) / 16, -2);
    expect(seconds_left).toBe(22);
  });

  it('goes by the last ten seconds', () => {
    const rate = createProgressRate();
    rate.start(0, 0);
    for (let second = 1; second <= 30; second++) rate.note(second * 50 * MB, second * 1000);
    for (let second = 1; second <= 14; second++) {
      rate.note(1500 * MB + second * 5 * MB, 30_000 + second * 1000);
    }
    expect(rate.pace(10_000 * MB, 44_000).bytes_per_second).toBe(5 * MB);
  });

  it('forgets the speed of an earlier run', () => {
    const rate = createProgressRate();
    rate.start(0, 0);
    rate.note(90 * MB, 1000);
    rate.start(90 * MB, 60_000);
    expect(rate.pace(100 * MB, 60_000)).toEqual({});
  });

  it('never reports a negative time, nor a time for files that shrank', () => {
    const rate = createProgressRate();
    rate.start(0, 0);
    rate.note(10 * MB, 1000);
    rate.note(20 * MB, 2000);
    expect(rate.pace(20 * MB, 2500).seconds_left).toBe(0);
    expect(rate.pace(5 * MB, 2000).seconds_left).toBe(0);
  });

  it('reports no time during the first moments, in which files are opened', () => {
    const rate = createProgressRate();
    rate.start(0, 0);
    rate.note(0.01 * MB, 5);
    rate.note(0.02 * MB, 900);
    expect(rate.pace(200_000 * MB, 900)).toEqual({});
    rate.note(40 * MB, 1900);
    expect(rate.pace(200_000 * MB, 1900)).toEqual({});
  });

  it('waits for a speed that keeps', () => {
    const rate = createProgressRate();
    rate.start(0, 0);
    rate.note(0.1 * MB, 2000);
    rate.note(60 * MB, 3000);
    expect(rate.pace(600 * MB, 3000)).toEqual({});
    for (let second = 4; second <= 14; second++) rate.note(second * 20 * MB, second * 1000);
    expect(rate.pace(600 * MB, 14_000)).toEqual({ bytes_per_second: 20 * MB, seconds_left: 16 });
  });

  it('reports no time above a hundred hours', () => {
    const rate = createProgressRate();
    rate.start(0, 0);
    for (let second = 1; second <= 12; second++) rate.note(second * 1000, second * 1000);
    expect(rate.pace(360_000_000, 12_000).seconds_left).toBe(359_988);
    expect(rate.pace(361_000_000, 12_000)).toEqual({});
  });
});
