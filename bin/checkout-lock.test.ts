import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withCheckoutLock } from './checkout-lock.mjs';

let root: string;
let lockPath: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'causeway-lock-'));
  lockPath = join(root, '.prepare.lock');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

it('lets one process work at a time, and names the process it waits for', async () => {
  const log: string[] = [];
  let finishFirst: (() => void) | undefined;
  const first = withCheckoutLock(root, async () => {
    log.push('first starts');
    await new Promise<void>((resolve) => {
      finishFirst = resolve;
    });
    log.push('first ends');
  });
  // Held by another living process.
  writeFileSync(lockPath, JSON.stringify({ pid: process.ppid, host: hostname() }));
  const second = withCheckoutLock(
    root,
    async () => {
      log.push('second starts');
    },
    (holder) => {
      log.push(`waits for ${holder}`);
      finishFirst?.();
    },
  );
  await Promise.all([first, second]);
  expect(log).toEqual([
    'first starts',
    `waits for process ${String(process.ppid)}`,
    'first ends',
    'second starts',
  ]);
});

it('is given back when the work fails', async () => {
  const failing = withCheckoutLock(root, () => Promise.reject(new Error('no space left')));
  await expect(failing).rejects.toThrow('no space left');
  expect(existsSync(lockPath)).toBe(false);
});

it('is taken over from a process that died', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(lockPath, JSON.stringify({ pid, host: hostname() }));
  expect(await withCheckoutLock(root, () => Promise.resolve('done'))).toBe('done');
});

it.each([
  ['on another machine', JSON.stringify({ pid: 1, host: 'elsewhere' })],
  ['that wrote nothing', ''],
])('is taken over from a process %s once its heartbeat stops', async (_, content) => {
  writeFileSync(lockPath, content);
  const aMinuteAgo = Date.now() / 1000 - 60;
  utimesSync(lockPath, aMinuteAgo, aMinuteAgo);
  expect(await withCheckoutLock(root, () => Promise.resolve('done'))).toBe('done');
});
