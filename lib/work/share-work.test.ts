import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createSharedWork } from './share-work';
import { breathe, openWork } from './work';

it('is done once for simultaneous callers, and again for later ones', async () => {
  const shared = createSharedWork<number>();
  let count = 0;
  const ask = (): Promise<number> =>
    shared.share('key', async () => {
      await delay(1);
      return ++count;
    });
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(await ask()).toBe(2);
});

it('goes on for the others when the client that began it has gone', async () => {
  const shared = createSharedWork<string>();
  const began: string[] = [];
  const ask = (name: string): Promise<string> =>
    shared.share('key', async () => {
      began.push(name);
      for (let i = 0; i < 20; i++) {
        await delay(1);
        await breathe();
      }
      return name;
    });
  const first = openWork();
  const asked = first.run(() => ask('first'));
  const others = [openWork().run(() => ask('second')), openWork().run(() => ask('third'))];
  first.cancel('its client has gone');
  await expect(asked).rejects.toThrow('its client has gone');
  expect(await Promise.all(others)).toEqual(['second', 'second']);
  expect(began).toEqual(['first', 'second']);
});

it('has ended when the cancelled caller that began it leaves', async () => {
  const shared = createSharedWork<string>();
  let isRunning = true;
  const first = openWork();
  const asked = first.run(() =>
    shared.share('key', async () => {
      await delay(20);
      isRunning = false;
      return 'done';
    }),
  );
  first.cancel('its client has gone');
  await expect(asked).rejects.toThrow('its client has gone');
  expect(isRunning).toBe(false);
});

it('fails for all waiting callers when the work fails', async () => {
  const shared = createSharedWork<never>();
  const ask = (): Promise<never> => shared.share('key', () => Promise.reject(new Error('broken')));
  const results = await Promise.allSettled([ask(), ask()]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
