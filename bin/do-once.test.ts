import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { doOnce } from './do-once.mjs';

const WAITING = 'Another process is preparing this folder: waiting for it…';

let folder: string;
let lock: string;
let log: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-lock-'));
  lock = join(folder, '.lock');
  log = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void log.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

it('does one piece of work at a time, and reports that another waits', async () => {
  let finish = (): void => undefined;
  const first = doOnce(
    lock,
    'first',
    () => false,
    () => new Promise((end) => (finish = end)),
  );
  const second = doOnce(
    lock,
    'second',
    () => false,
    () => Promise.resolve(),
  );
  expect(log).toEqual(['first…', WAITING]);
  finish();
  await Promise.all([first, second]);
  expect(log).toEqual(['first…', WAITING, 'second…']);
});

it('does not repeat work that another process has done meanwhile', async () => {
  let isDone = false;
  const work = (): Promise<void> => Promise.resolve().then(() => void (isDone = true));
  await Promise.all([
    doOnce(lock, 'first', () => isDone, work),
    doOnce(lock, 'second', () => isDone, work),
  ]);
  expect(log).toEqual(['first…', WAITING]);
});

it('gives the lock back when the work fails', async () => {
  const work = (): Promise<void> => Promise.reject(new Error('no space left'));
  await expect(doOnce(lock, 'first', () => false, work)).rejects.toThrow('no space left');
  expect(existsSync(lock)).toBe(false);
});

it('takes the lock of a process whose heartbeat has stopped', async () => {
  mkdirSync(lock);
  const aMinuteAgo = Date.now() / 1000 - 60;
  utimesSync(lock, aMinuteAgo, aMinuteAgo);
  await doOnce(
    lock,
    'second',
    () => false,
    () => Promise.resolve(),
  );
  expect(log).toEqual(['second…']);
});

it('reports why there can be no lock', async () => {
  const nowhere = join(folder, 'nowhere', '.lock');
  const work = doOnce(
    nowhere,
    'first',
    () => false,
    () => Promise.resolve(),
  );
  await expect(work).rejects.toThrow('ENOENT');
});
