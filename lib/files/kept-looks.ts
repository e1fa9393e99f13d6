import { stat } from 'node:fs/promises';
import path from 'node:path';
import { LruMap } from '../work/lru-map';
import { createRounds } from '../work/rounds';
import { lookAtFolders, STAT_FIELDS, type FolderLook } from './look-at-folders';

// A look at thousands of files takes longer than most questions about them, and a page asks many at once. Where a folder
// holds many files, all of them are looked at once a second; between, the folder is, and the files that are written to.

/** A folder with no more files than this is looked at whole each time. */
const MANY_FILES = 64;
/** How long a look holds, ms. */
const KEPT_MS = 1000;
/** A file that was written so lately is looked at each time, ms. */
const QUIET_MS = 60_000;
/** Where more files are written to, all are looked at each time. */
const MAX_WATCHED = 16;
/** A folder that was changed so lately may be changed again and show the same time, ms. */
const TIME_STEP_MS = 3000;
const MAX_KEPT = 16;

export interface PartLookOptions {
  /** Which names are looked at. */
  readonly wanted: RegExp;
  /** Puts the names in order, that of the newest file last. */
  readonly compare: (a: string, b: string) => number;
  /** Whether all files are looked at, however lately they were: what was found then was not so. */
  readonly isFresh?: boolean | undefined;
}

interface KeptLook {
  readonly look: FolderLook;
  readonly atMs: number;
  /** See {@link stateOf}. */
  readonly folder: string;
  /** Files that may be written to, and the state of each. */
  readonly watched: ReadonlyMap<string, string>;
}

const kept = new LruMap<string, KeptLook>(MAX_KEPT);

/**
 * Looks at the files in one folder. A file that was made, removed or renamed, and one that is written to, are seen at once; of
 * a folder with many files, a change to one that had not been written to for a minute is seen within a second. The look is the
 * same object as before when nothing has changed.
 */
export function lookAtParts(
  directory: string,
  options: PartLookOptions,
): Promise<FolderLook | undefined> {
  const { wanted, isFresh = false } = options;
  const key = [directory, wanted.source, String(isFresh)].join('\n');
  return rounds.next(key, () => look(directory, options));
}

/** Questions that come at the same time look once. */
const rounds = createRounds<FolderLook | undefined>();

async function look(directory: string, options: PartLookOptions): Promise<FolderLook | undefined> {
  const before = kept.get(directory);
  if (before !== undefined && options.isFresh !== true && (await holds(directory, before))) {
    return before.look;
  }
  const atMs = performance.now();
  // Before the files: a change that comes later is seen by the next look. Most folders hold few files, and are looked at once.
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

/** Whether a look holds still. */
async function holds(directory: string, { atMs, folder, watched }: KeptLook): Promise<boolean> {
  if (folder === '' || watched.size > MAX_WATCHED) return false;
  if (performance.now() - atMs > KEPT_MS) return false;
  const files = [...watched].map(([name, state]) => [path.join(directory, name), state] as const);
  const all = [[directory, folder] as const, ...files];
  const states = await Promise.all(all.map(([file]) => stateOf(file)));
  return all.every(([, state], at) => states[at] === state);
}

/** Another text when a file was written to or replaced, or when a name in a folder changed; empty when that cannot be told. */
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

/** The newest file, and what was written lately. */
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
