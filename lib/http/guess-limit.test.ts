import { describe, expect, it } from 'vitest';
import { createGuessLimit } from './guess-limit';

function limit(options: { readonly maxAddresses?: number } = {}) {
  const clock = { ms: 0 };
  const guesses = createGuessLimit({
    tries: 3,
    tryEveryMs: 1000,
    nowMs: () => clock.ms,
    ...options,
  });
  const guess = (address: string, times: number): void => {
    for (let n = 0; n < times; n++) guesses.noteWrong(address);
  };
  return { clock, guesses, guess };
}

describe('wrong tokens', () => {
  it('are so many for an address, and others wait for nothing', () => {
    const { guesses, guess } = limit();
    guess('10.0.0.1', 2);
    expect(guesses.waitSeconds('10.0.0.1')).toBe(0);
    guess('10.0.0.1', 1);
    expect(guesses.waitSeconds('10.0.0.1')).toBe(1);
    expect(guesses.waitSeconds('10.0.0.2')).toBe(0);
  });

  it('come back with time', () => {
    const { clock, guesses, guess } = limit();
    guess('10.0.0.1', 3);
    clock.ms = 1000;
    expect(guesses.waitSeconds('10.0.0.1')).toBe(0);
    guess('10.0.0.1', 1);
    expect(guesses.waitSeconds('10.0.0.1')).toBe(1);
    clock.ms = 60_000;
    guess('10.0.0.1', 2);
    expect(guesses.waitSeconds('10.0.0.1')).toBe(0);
  });

  it('count for a whole IPv6 network', () => {
    const { guesses, guess } = limit();
    guess('2001:db8:1:2::1', 2);
    guess('2001:db8:1:2:3:4:5:6', 1);
    expect(guesses.waitSeconds('2001:db8:1:2::9')).toBeGreaterThan(0);
    expect(guesses.waitSeconds('2001:db8:1:3::9')).toBe(0);
    guess('::ffff:10.0.0.1', 3);
    expect(guesses.waitSeconds('::ffff:10.0.0.2')).toBe(0);
  });

  it('are remembered for a bounded number of addresses, the latest ones', () => {
    const { guesses, guess } = limit({ maxAddresses: 2 });
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) guess(address, 3);
    const waits = ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((each) => guesses.waitSeconds(each));
    expect(waits).toEqual([0, 1, 1]);
  });
});
