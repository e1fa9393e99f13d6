// @ts-check
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOCK_NAME = '.prepare.lock';
const HEARTBEAT_MS = 5_000;
// A holder in another container cannot be asked by its pid whether it lives; its heartbeat can.
const STALE_AFTER_MS = 30_000;
const POLL_MS = 250;

/**
 * Does `work` while no other process does its own in this checkout. The lock of a process that
 * died is taken over.
 *
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @param {(holder: string) => void} [onWait] told once who holds the lock
 * @returns {Promise<T>}
 */
export async function withCheckoutLock(root, work, onWait = () => undefined) {
  const lockPath = join(root, LOCK_NAME);
  const own = JSON.stringify({ pid: process.pid, host: hostname() });
  let hasWaited = false;

  while (!createFile(lockPath, own)) {
    const held = readLock(lockPath);
    if (held === undefined) continue;
    if (held.isStale) {
      removeStaleLock(lockPath, held.content);
      continue;
    }
    if (!hasWaited) onWait(held.holder);
    hasWaited = true;
    await delay(POLL_MS);
  }

  const release = () => rmSync(lockPath, { force: true });
  const heartbeat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(lockPath, now, now);
    } catch {
      // Someone removed it by hand; the work goes on.
    }
  }, HEARTBEAT_MS);
  // Being interrupted ends in process.exit(), which runs no `finally`.
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

/**
 * @param {string} path
 * @param {string} content
 * @returns {boolean} false when there already is such a file
 */
function createFile(path, content) {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} lockPath */
function readLock(lockPath) {
  try {
    const content = readFileSync(lockPath, 'utf8');
    const isOld = Date.now() - statSync(lockPath).mtimeMs > STALE_AFTER_MS;
    const { pid, host } = parseHolder(content);
    const isDead = host === hostname() && pid !== undefined && !isRunning(pid);
    return { content, isStale: isOld || isDead, holder: `process ${pid ?? 'unknown'}` };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * @param {string} content empty between another process's creating and writing the file
 * @returns {{ pid?: number, host?: string }}
 */
function parseHolder(content) {
  try {
    return JSON.parse(content);
  } catch {
    return {};
  }
}

/** @param {number} pid */
function isRunning(pid) {
  // A restarted container gives out the same pids again: a lock with ours is a predecessor's.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * Removes the lock that was seen, and not one that another process made in the meantime.
 *
 * @param {string} lockPath
 * @param {string} seen
 */
function removeStaleLock(lockPath, seen) {
  const aside = `${lockPath}.${process.pid}`;
  try {
    renameSync(lockPath, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const taken = readFileSync(aside, 'utf8');
  if (taken !== seen) createFile(lockPath, taken);
  rmSync(aside, { force: true });
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
