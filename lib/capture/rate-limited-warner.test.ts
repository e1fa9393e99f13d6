import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRateLimitedWarner } from './rate-limited-warner';

describe('a rate limited warner', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function warnOfNumbers(warned: string[]) {
    let pending = 0;
    const warner = createRateLimitedWarner({
      logger: { warn: (message) => warned.push(message) },
      takeMessage() {
        const message = pending === 0 ? undefined : String(pending);
        pending = 0;
        return message;
      },
    });
    return {
      warner,
      note() {
        pending += 1;
        warner.note();
      },
    };
  }

  it('logs the first warning at once, and later ones summed up once a second', () => {
    const warned: string[] = [];
    const { note } = warnOfNumbers(warned);
    note();
    expect(warned).toEqual(['1']);
    for (let i = 0; i < 30; i++) {
      note();
      vi.advanceTimersByTime(100);
    }
    expect(warned).toEqual(['1', '10', '10', '10']);
    vi.advanceTimersByTime(60_000);
    expect(warned).toHaveLength(4);
    note();
    expect(warned).toEqual(['1', '10', '10', '10', '1']);
  });

  it('logs the rest on flush', () => {
    const warned: string[] = [];
    const { warner, note } = warnOfNumbers(warned);
    note();
    note();
    warner.flush();
    expect(warned).toEqual(['1', '1']);
    warner.flush();
    expect(warned).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('accepts new warnings from its own logger', () => {
    const warned: string[] = [];
    let pending = 1;
    const warner = createRateLimitedWarner({
      logger: {
        warn(message) {
          warned.push(message);
          pending += 1;
          warner.note();
        },
      },
      takeMessage() {
        const message = pending === 0 ? undefined : String(pending);
        pending = 0;
        return message;
      },
    });
    warner.note();
    expect(warned).toEqual(['1']);
    vi.advanceTimersByTime(1000);
    expect(warned).toEqual(['1', '1']);
  });

  it('does not fail with its logger', () => {
    const warner = createRateLimitedWarner({
      logger: {
        warn() {
          throw new Error('EPIPE');
        },
      },
      takeMessage: () => 'something',
    });
    expect(() => warner.note()).not.toThrow();
  });
});
