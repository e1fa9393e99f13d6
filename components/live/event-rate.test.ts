import { describe, expect, it } from 'vitest';
import { EventRate } from './event-rate';

function rateOf(counts: readonly (readonly [atMs: number, count: number])[]): EventRate {
  const rate = new EventRate();
  for (const [atMs, count] of counts) rate.note(count, atMs);
  return rate;
}

describe('EventRate', () => {
  it('is nothing before there are two counts', () => {
    expect(new EventRate().perSecond(0)).toBe(0);
    expect(rateOf([[0, 500]]).perSecond(1000)).toBe(0);
  });

  it('is the average per second over the last seconds', () => {
    const second = Array.from({ length: 20 }, (_, at) => [at * 1000, at * 300] as const);
    expect(rateOf(second).perSecond(19_000)).toBeCloseTo(300, 0);
  });

  it('falls while nothing comes, and ends', () => {
    const rate = rateOf([
      [0, 0],
      [1000, 1000],
    ]);
    expect(rate.perSecond(1000)).toBe(1000);
    expect(rate.perSecond(4000)).toBe(250);
    expect(rate.perSecond(7000)).toBe(0);
  });

  it('begins anew when a file was rewritten and holds less', () => {
    const rate = rateOf([
      [0, 9000],
      [1000, 10],
      [2000, 30],
    ]);
    expect(rate.perSecond(2000)).toBe(20);
  });
});
