import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startAwakeTimer } from './awake-timer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('reports each of its times once', () => {
  const reported: number[] = [];
  const timer = startAwakeTimer([5000, 35_000], (timeMs) => reported.push(timeMs));
  vi.advanceTimersByTime(4000);
  expect(reported).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(reported).toEqual([5000]);
  vi.advanceTimersByTime(100_000);
  expect(reported).toEqual([5000, 35_000]);
  timer.stop();
});

it('does not count the hours in which the machine slept', () => {
  const onLate = vi.fn();
  const timer = startAwakeTimer([35_000], onLate);
  vi.advanceTimersByTime(10_000);
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  vi.advanceTimersByTime(20_000);
  expect(onLate).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5000);
  expect(onLate).toHaveBeenCalledOnce();
  timer.stop();
});

it('begins anew when something was heard, and ends', () => {
  const onLate = vi.fn();
  const timer = startAwakeTimer([5000], onLate);
  vi.advanceTimersByTime(4000);
  timer.restart();
  vi.advanceTimersByTime(4000);
  expect(onLate).not.toHaveBeenCalled();
  timer.stop();
  vi.advanceTimersByTime(60_000);
  expect(onLate).not.toHaveBeenCalled();
});
