import type { BigIntStats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** One file of a simulation's event stream. */
export interface EventPart {
  readonly name: string;
  readonly path: string;
  /** Device and inode: the same file keeps it when rotation renames it. */
  readonly identity: string;
  readonly bytes: number;
  readonly modifiedNs: bigint;
}

/** Made once: to make one takes longer than to sort a directory. */
const NUMBERS_BY_VALUE = new Intl.Collator('en', { numeric: true });

const NEWEST_PART = 'events.jsonl';
const PART_NAME = /^events(?:[_.-].*)?\.jsonl$/;

/** Whether a file of this name holds events: `events.jsonl`, `events_2025-10-04_14-25-00.jsonl` and the like. */
export function isEventPartName(name: string): boolean {
  return PART_NAME.test(name);
}

/** Whether a part of this name is still written to; all others are closed. */
export function isNewestPart(name: string): boolean {
  return name === NEWEST_PART;
}

/** Oldest first: rotated parts by the time in their name, `events.jsonl` last although it sorts first. */
export function compareEventPartNames(a: string, b: string): number {
  if (a === b) return 0;
  if (a === NEWEST_PART) return 1;
  if (b === NEWEST_PART) return -1;
  // Without the ending, so that a name comes before the same name with a suffix.
  const [stemA, stemB] = [path.basename(a, '.jsonl'), path.basename(b, '.jsonl')];
  return NUMBERS_BY_VALUE.compare(stemA, stemB) || (a < b ? -1 : 1);
}

/** How often a directory that is renamed in while it is read is read again. */
const MAX_READINGS = 20;

/**
 * The parts of the stream in `directory`, oldest first; none when there is no such directory. A rotation that happens
 * meanwhile is seen whole or not at all.
 */
export async function findEventParts(directory: string): Promise<readonly EventPart[]> {
  let names = await readPartNames(directory);
  for (let reading = 1; ; reading++) {
    const parts = await Promise.all(names.map((name) => describePart(directory, name)));
    const namesNow = await readPartNames(directory);
    // A directory that changes while it is read may hide a name, and a name may be another file's by now.
    if (namesNow.join('\n') === names.join('\n') || reading === MAX_READINGS) {
      return parts.filter((part) => part !== undefined);
    }
    names = namesNow;
  }
}

/** Ids of the simulations under `outputRoot`: names of its directories that hold event parts, in order. */
export async function findSimulations(outputRoot: string): Promise<readonly string[]> {
  const names = await readDirectory(outputRoot);
  const found = await Promise.all(
    names.map(async (name) => {
      const entries = await readDirectory(path.join(outputRoot, name));
      return entries.some(isEventPartName) ? [name] : [];
    }),
  );
  return found.flat().sort(NUMBERS_BY_VALUE.compare);
}

/** The directory of a simulation, or `undefined` when the id is not a plain name directly under the root. */
export function simulationDirectory(outputRoot: string, simulationId: string): string | undefined {
  const isPlainName =
    simulationId !== '' &&
    simulationId !== '.' &&
    simulationId !== '..' &&
    !/[/\\\0]/.test(simulationId);
  return isPlainName ? path.join(outputRoot, simulationId) : undefined;
}

/** Device and inode. */
export function identityOf({ dev, ino }: BigIntStats): string {
  return `${String(dev)}:${String(ino)}`;
}

async function describePart(directory: string, name: string): Promise<EventPart | undefined> {
  const partPath = path.join(directory, name);
  try {
    const stats = await stat(partPath, { bigint: true });
    if (!stats.isFile()) return undefined;
    return {
      name,
      path: partPath,
      identity: identityOf(stats),
      bytes: Number(stats.size),
      modifiedNs: stats.mtimeNs,
    };
  } catch (error) {
    // Rotation may have renamed it since the directory was read.
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function readPartNames(directory: string): Promise<readonly string[]> {
  return (await readDirectory(directory)).filter(isEventPartName).sort(compareEventPartNames);
}

async function readDirectory(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Whether the file system says that there is no such file or directory. */
export function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
