import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createLanes } from './lanes';
import { openWork } from './work';

/** Work that runs until it is ended. */
function job() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { run: () => ended, end };
}

it('keeps the places of cheap work from dear work', async () => {
  const lanes = createLanes({ cheap: 1, dear: 2 });
  const jobs = [job(), job(), job()];
  const dear = jobs.map(({ run }) => lanes.run('dear', 'run', run));
  expect(await lanes.run('cheap', 'run', () => Promise.resolve('at once'))).toBe('at once');
  expect(lanes.waiting('dear')).toBe(1);
  for (const { end } of jobs) end();
  await Promise.all(dear);
  expect(lanes.waiting('dear')).toBe(0);
});

it('lets one of each owner in by turns, however many one has waiting', async () => {
  const lanes = createLanes({ dear: 1 });
  const first = job();
  const log: string[] = [];
  const running = [lanes.run('dear', 'greedy', first.run)];
  for (const name of ['greedy', 'greedy', 'greedy', 'modest', 'modest', 'third']) {
    running.push(
      lanes.run('dear', name, () => {
        log.push(name);
        return Promise.resolve();
      }),
    );
  }
  await nextTurn();
  first.end();
  await Promise.all(running);
  expect(log).toEqual(['greedy', 'modest', 'third', 'greedy', 'modest', 'greedy']);
});

it('lets go of work that is cancelled while it waits, and of its place when it runs', async () => {
  const lanes = createLanes({ dear: 1 });
  const first = job();
  const running = lanes.run('dear', 'a', first.run);
  const work = openWork();
  const waiting = work.run(() => lanes.run('dear', 'a', () => Promise.reject(new Error('it ran'))));
  expect(lanes.waiting('dear')).toBe(1);
  work.cancel('its client has gone');
  await expect(waiting).rejects.toThrow('its client has gone');
  expect(lanes.waiting('dear')).toBe(0);
  first.end();
  await running;
  expect(await lanes.run('dear', 'b', () => Promise.resolve('next'))).toBe('next');
});

it('needs no second place for work within work', async () => {
  const lanes = createLanes({ cheap: 1, dear: 1 });
  const within = lanes.run('dear', 'a', () => lanes.run('dear', 'a', () => Promise.resolve('in')));
  expect(await within).toBe('in');
});

it('lets another in while work that has a place waits for something, and takes a place again', async () => {
  const lanes = createLanes({ dear: 1 });
  const search = job();
  const log: string[] = [];
  const first = lanes.run('dear', 'a', async () => {
    await lanes.without(search.run);
    log.push('first goes on');
  });
  const second = job();
  const running = lanes.run('dear', 'b', async () => {
    log.push('second is in');
    await second.run();
  });
  await nextTurn();
  search.end();
  await nextTurn();
  expect(log).toEqual(['second is in']);
  second.end();
  await Promise.all([first, running]);
  expect(log).toEqual(['second is in', 'first goes on']);
  expect(await lanes.run('dear', 'c', () => Promise.resolve('free'))).toBe('free');
});

it('moves work to another lane once, also when several parts of it ask for that', async () => {
  const lanes = createLanes({ count: 1, long: 1 });
  const [ahead, walk] = [job(), job()];
  const inLong = lanes.run('long', 'a', ahead.run);
  const log: string[] = [];
  const moving = lanes.run('count', 'b', async () => {
    await Promise.all([lanes.moveTo('long'), lanes.moveTo('long')]);
    log.push('moved');
    await lanes.moveTo('long');
    await walk.run();
  });
  expect(await lanes.run('count', 'c', () => Promise.resolve('its place is free'))).toBe(
    'its place is free',
  );
  expect(log).toEqual([]);
  ahead.end();
  await nextTurn();
  expect(log).toEqual(['moved']);
  const next = lanes.run('long', 'd', () => Promise.resolve('next'));
  expect(lanes.waiting('long')).toBe(1);
  walk.end();
  await Promise.all([inLong, moving]);
  expect(await next).toBe('next');
});

it('keeps no place for a move when its work has ended meanwhile', async () => {
  const lanes = createLanes({ count: 1, long: 1 });
  const ahead = job();
  const inLong = lanes.run('long', 'a', ahead.run);
  const failed = lanes.run('count', 'b', async () => {
    void lanes.moveTo('long');
    await Promise.reject(new Error('another part of it failed'));
  });
  await expect(failed).rejects.toThrow('another part of it failed');
  ahead.end();
  await inLong;
  expect(await lanes.run('long', 'c', () => Promise.resolve('free'))).toBe('free');
});
