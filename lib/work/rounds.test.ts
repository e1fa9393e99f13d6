import { describe, expect, it } from 'vitest';
import { createRounds } from './rounds';

describe('rounds of work', () => {
  it('answers each caller from a round that began after its call, with as few rounds as possible', async () => {
    const rounds = createRounds<number>();
    let [state, begun] = [0, 0];
    const look = async (): Promise<number> => {
      begun += 1;
      const seen = state;
      await new Promise(setImmediate);
      return seen;
    };
    const first = rounds.next('here', look);
    state = 1;
    const second = rounds.next('here', look);
    const third = rounds.next('here', look);
    expect(await Promise.all([first, second, third])).toEqual([0, 1, 1]);
    expect(begun).toBe(2);
    state = 2;
    expect(await rounds.next('here', look)).toBe(2);
  });

  it('asks for another key at once', async () => {
    const rounds = createRounds<string>();
    let finish = (): void => undefined;
    const slow = rounds.next(
      'slow',
      () => new Promise((resolve) => (finish = () => resolve('slow'))),
    );
    expect(await rounds.next('quick', () => Promise.resolve('quick'))).toBe('quick');
    finish();
    expect(await slow).toBe('slow');
  });

  it('continues with the next round after a failed one', async () => {
    const rounds = createRounds<string>();
    const failing = rounds.next('here', () => Promise.reject(new Error('torn')));
    const after = rounds.next('here', () => Promise.resolve('whole'));
    await expect(failing).rejects.toThrow('torn');
    expect(await after).toBe('whole');
  });
});
