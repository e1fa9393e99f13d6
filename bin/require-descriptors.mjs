// @ts-check
import { readFileSync } from 'node:fs';

/** Of these Node, the loader of TypeScript, the open indexes and some dozen connections make use. */
export const NEEDED_DESCRIPTORS = 256;

/**
 * How many files this process may have open; `undefined` where the system does not tell.
 * @param {string} limitsFile
 */
export function readDescriptorLimit(limitsFile = '/proc/self/limits') {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync(limitsFile, 'utf8')) ?? [];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}

/** Ends the process when it may not have as many files open as it needs: what would fail first says nothing of why. */
export function requireDescriptors() {
  const limit = readDescriptorLimit();
  if (limit === undefined || limit >= NEEDED_DESCRIPTORS) return;
  console.error(
    `causeway: This process may have ${limit} files open, and needs ${NEEDED_DESCRIPTORS}: raise the limit, for example with ulimit -n 1024.`,
  );
  process.exit(1);
}
