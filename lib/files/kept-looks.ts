import { stat } from 'node:fs/promises';
import path from 'node:path';
import { LruMap } from '../work/lru-map';
import { createRounds } from '../work/rounds';
import { lookAtFolders, STAT_FIELDS, type FolderLook } from './look-at-folders';

// Looking at thousands of files takes longer than answering most requests, and a page sends many at once. In a folder
// with many files, all files are looked at once a second. Between these looks only the folder and its recently written
// files are checked.

/** A folder with at most this many files is looked at completely each time. */
const MANY_FILES = 64;
/** How long a look stays valid, ms. */
const KEPT_MS = 1000;
/** A file written within this time is checked each time, ms. */
const QUIET_MS = 60_000;
/** When more files than this are written to, all files are looked at each time. */
const MAX_WATCHED = 16;
/** A folder changed within this time may change again without a new modification time, ms. */
const TIME_STEP_MS = 3000;
const MAX_KEPT = 16;

export interface PartLookOptions {
  /** The names to look at. */
  readonly wanted: RegExp;
  /** Orders names; the newest file comes last. */
  readonly compare: (a: string, b: string) => number;
  /** Whether to look at all files regardless of the last look, because its result turned out to be wrong. */
  readonly isFresh?: boolean | undefined;
}

interface KeptLook {
  readonly look: FolderLook;
  readonly atMs: number;
  /** The folder's state, see {@link stateOf}. */
  readonly folder: string;
  /** Files that may be written to, with the state of each. */
  readonly watched: ReadonlyMap<string, string>;
}

const kept = new LruMap<string, KeptLook>(MAX_KEPT);

/**
 * Looks at the files in one folder. Files that are made, removed, renamed or being written to are seen at once. In a
 * folder with many files, a change to a file that had been quiet for a minute is seen within a second. When nothing has
 * changed, the same object is returned.
 */
export function lookAtParts(
  directory: string,
  options: PartLookOptions,
): Promise<FolderLook | undefined> {
  const { wanted, isFresh = false } = options;
  const key = [directory, wanted.source, String(isFresh)].join('\n');
  return rounds.next(key, () => look(directory, options));
}

/** Simultaneous calls share one look. */
const rounds = createRounds<FolderLook | undefined>();

async function look(directory: string, options: PartLookOptions): Promise<FolderLook | undefined> {
  const before = kept.get(directory);
  if (before !== undefined && options.isFresh !== true && (await holds(directory, before))) {
    return before.look;
  }
  const atMs = performance.now();
  // The folder's state is read before its files, so that the next look sees a change made in between. Most folders hold
  // few files and are looked at once.
  const folder = before === undefined ? undefined : await stateOf(directory);
  const [found] = await lookAtFolders({ folders: [directory], wanted: options.wanted });
  kept.delete(directory);
  if (found === undefined || found.names.length <= MANY_FILES) return found;
  const same = before !== undefined && isSameLook(before.look, found) ? before.look : found;
  keep(directory, same, { atMs, folder }, options.compare);
  return same;
}

function keep(
  directory: string,
  look: FolderLook,
  { atMs, folder = '' }: { readonly atMs: number; readonly folder: string | undefined },
  compare: PartLookOptions['compare'],
): void {
  const isClear = look.problem === undefined && look.problems.length === 0;
  if (!isClear) return;
  kept.set(directory, { look, atMs, folder, watched: watchedOf(look, compare) });
}

/** Whether a look is still valid. */
async function holds(directory: string, { atMs, folder, watched }: KeptLook): Promise<boolean> {
  if (folder === '' || watched.size > MAX_WATCHED) return false;
  if (performance.now() - atMs > KEPT_MS) return false;
  const files = [...watched].map(([name, state]) => [path.join(directory, name), state] as const);
  const all = [[directory, folder] as const, ...files];
  const states = await Promise.all(all.map(([file]) => stateOf(file)));
  return all.every(([, state], at) => states[at] === state);
}

/**
 * A version string of a file or folder. It changes when the file is written to or replaced, or when a name in the
 * folder changes. Empty when changes cannot be detected.
 */
async function stateOf(file: string): Promise<string> {
  try {
    const stats = await stat(file, { bigint: true });
    const { dev, ino, size, mtimeNs, mode } = stats;
    const isSettled = Date.now() - Number(mtimeNs / 1_000_000n) > TIME_STEP_MS;
    if (stats.isDirectory() && !isSettled) return '';
    return [dev, ino, size, BigInt.asUintN(64, mtimeNs), mode].join(' ');
  } catch {
    return '';
  }
}

/** The newest file and the recently written files. */
function watchedOf(
  { names, stats }: FolderLook,
  compare: PartLookOptions['compare'],
): ReadonlyMap<string, string> {
  const newest = names.reduce((last, name) => (compare(last, name) < 0 ? name : last));
  const since = BigInt(Date.now() - QUIET_MS) * 1_000_000n;
  const watched = new Map<string, string>();
  for (const [at, name] of names.entries()) {
    const fields = stats.subarray(at * STAT_FIELDS, (at + 1) * STAT_FIELDS);
    const mtimeNs = BigInt.asIntN(64, fields[3] ?? 0n);
    if (name === newest || mtimeNs > since) watched.set(name, fields.join(' '));
  }
  return watched;
}

function isSameLook(a: FolderLook, b: FolderLook): boolean {
  const isClear = [a, b].every((look) => look.problem === undefined && look.problems.length === 0);
  if (!isClear || a.names.length !== b.names.length) return false;
  return bytesOf(a).equals(bytesOf(b)) && a.names.every((name, at) => name === b.names[at]);
}

function bytesOf({ stats }: FolderLook): Buffer {
  return Buffer.from(stats.buffer, stats.byteOffset, stats.byteLength);
}
