import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRateLimitedWarner } from './rate-limited-warner';

describe('a rate limited warner', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function warnOfNumbers(said: string[]) {
    let unsaid = 0;
    const warner = createRateLimitedWarner({
      logger: { warn: (message) => said.push(message) },
      takeMessage() {
        const message = unsaid === 0 ? undefined : String(unsaid);
        unsaid = 0;
        return message;
      },
    });
    return {
      warner,
      note() {
        unsaid += 1;
        warner.note();
      },
    };
  }

  it('logs the first warning at once, and later ones summed up once a second', () => {
    const said: string[] = [];
    const { note } = warnOfNumbers(said);
    note();
    expect(said).toEqual(['1']);
    for (let i = 0; i < 30; i++) {
      note();
      vi.advanceTimersByTime(100);
    }
    expect(said).toEqual(['1', '10', '10', '10']);
    vi.advanceTimersByTime(60_000);
    expect(said).toHaveLength(4);
    note();
    expect(said).toEqual(['1', '10', '10', '10', '1']);
  });

  it('logs the rest on flush', () => {
    const said: string[] = [];
    const { warner, note } = warnOfNumbers(said);
    note();
    note();
    warner.flush();
    expect(said).toEqual(['1', '1']);
    warner.flush();
    expect(said).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('accepts new warnings from its own logger', () => {
    const said: string[] = [];
    let unsaid = 1;
    const warner = createRateLimitedWarner({
      logger: {
        warn(message) {
          said.push(message);
          unsaid += 1;
          warner.note();
        },
      },
      takeMessage() {
        const message = unsaid === 0 ? undefined : String(unsaid);
        unsaid = 0;
        return message;
      },
    });
    warner.note();
    expect(said).toEqual(['1']);
    vi.advanceTimersByTime(1000);
    expect(said).toEqual(['1', '1']);
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
