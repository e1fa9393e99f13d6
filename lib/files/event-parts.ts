import type { BigIntStats } from 'node:fs';
import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
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
  return stemA.localeCompare(stemB, 'en', { numeric: true }) || (a < b ? -1 : 1);
}

/** The parts of the stream in `directory`, oldest first; none when there is no such directory. */
export async function findEventParts(directory: string): Promise<readonly EventPart[]> {
  const names = (await readDirectory(directory)).filter(isEventPartName);
  const parts = await Promise.all(names.map((name) => describePart(directory, name)));
  return parts
    .filter((part) => part !== undefined)
    .sort((a, b) => compareEventPartNames(a.name, b.name));
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
  return found.flat().sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
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

/**
 * Opens a part to read it. `undefined` when it is no longer under its name: it was renamed by rotation, replaced or removed
 * since it was found.
 */
export async function openEventPart(part: EventPart): Promise<FileHandle | undefined> {
  let file: FileHandle;
  try {
    file = await open(part.path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  if (identityOf(await file.stat({ bigint: true })) === part.identity) return file;
  await file.close();
  return undefined;
}

function identityOf(stats: BigIntStats): string {
  return `${String(stats.dev)}:${String(stats.ino)}`;
}

async function readDirectory(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
