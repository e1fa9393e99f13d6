// @ts-check
import { mkdirSync, rmSync, statSync, utimes } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 200;
const HEARTBEAT_MS = 1_000;
/** A process that has died does not touch its lock any more. */
const STALE_AFTER_MS = 10_000;

/**
 * Does `work` unless it is done, while no other process does its own under the same lock.
 *
 * @param {string} lock the path of a folder that exists while the lock is held
 * @param {string} title of the work, printed when it begins
 * @param {() => boolean} isDone
 * @param {() => Promise<void>} work
 */
export async function doOnce(lock, title, isDone, work) {
  if (isDone()) return;
  for (let tries = 0; !takeLock(lock); tries += 1) {
    if (tries === 0) console.error('Another process is preparing this folder: waiting for it…');
    await delay(POLL_MS);
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  const touch = () => utimes(lock, new Date(), new Date(), () => undefined);
  const heartbeat = setInterval(touch, HEARTBEAT_MS);
  // A signal ends in process.exit(), which runs no `finally`.
  process.once('exit', release);
  try {
    // The process that held the lock may have done it.
    if (isDone()) return;
    console.error(`${title}…`);
    await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

/** @param {string} lock */
function takeLock(lock) {
  const touchedMs = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
  if (Date.now() - touchedMs > STALE_AFTER_MS) rmSync(lock, { recursive: true, force: true });
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
