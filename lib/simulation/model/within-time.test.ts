import { expect, it } from 'vitest';
import { withinTime } from './within-time';

/** Never ends by itself. */
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    signal.throwIfAborted();
  });

it('ends work that takes too long with a TimeoutError', async () => {
  const { signal } = new AbortController();
  await expect(withinTime(signal, 5, untilAborted)).rejects.toMatchObject({ name: 'TimeoutError' });
});

it('ends work when the outer signal aborts, also before it began, with its reason', async () => {
  const ending = new AbortController();
  const work = withinTime(ending.signal, 60_000, untilAborted);
  ending.abort(new Error('stopped'));
  await expect(work).rejects.toThrow('stopped');
  await expect(withinTime(ending.signal, 60_000, untilAborted)).rejects.toThrow('stopped');
});

it('returns the result of work in time', async () => {
  const { signal } = new AbortController();
  await expect(withinTime(signal, 60_000, () => Promise.resolve(7))).resolves.toBe(7);
});
