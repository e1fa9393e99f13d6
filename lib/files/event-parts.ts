import { constants, type BigIntStats } from 'node:fs';
import path from 'node:path';
import { EventFilesUnreadableError } from '../errors';
import { fileProblemOf } from './file-problem';
import { lookAtParts, type PartLookOptions } from './kept-looks';
import { STAT_FIELDS, type FolderLook, type NamedProblem } from './look-at-folders';

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

/** `run-9` before `run-10`. */
export function compareByNumbers(a: string, b: string): number {
  return NUMBERS_BY_VALUE.compare(a, b) || (a < b ? -1 : 1);
}

const NEWEST_PART = 'events.jsonl';
/** Also what a name is looked at for. */
export const PART_NAME = /^events(?:[_.-].*)?\.jsonl(?:\.\d{1,9})?$/;
const NUMBER = /\.(\d{1,9})$/;

/** Whether a file of this name holds events: `events.jsonl`, `events_2025-10-04_14-25-00.jsonl`, `events.jsonl.1` and the like. */
export function isEventPartName(name: string): boolean {
  return PART_NAME.test(name);
}

/** Whether a part of this name is still written to; all others are closed. */
export function isNewestPart(name: string): boolean {
  return name === NEWEST_PART;
}

/**
 * Oldest first: rotated parts by the time in their name, `events.jsonl` last although it sorts first. Of numbered ones, which
 * logrotate makes, the highest number is the oldest, and the name without a number the newest.
 */
export function compareEventPartNames(a: string, b: string): number {
  const [nameA, nameB] = [a.replace(NUMBER, ''), b.replace(NUMBER, '')];
  if (nameA !== nameB) return compareUnnumbered(nameA, nameB);
  return numberOf(b) - numberOf(a) || compareTexts(a, b);
}

/** -1 of a name without a number. */
function numberOf(name: string): number {
  return Number(NUMBER.exec(name)?.[1] ?? -1);
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareUnnumbered(a: string, b: string): number {
  if (a === NEWEST_PART) return 1;
  if (b === NEWEST_PART) return -1;
  // Without the ending, so that a name comes before the same name with a suffix.
  const [stemA, stemB] = [path.basename(a, '.jsonl'), path.basename(b, '.jsonl')];
  return NUMBERS_BY_VALUE.compare(stemA, stemB) || (a < b ? -1 : 1);
}

/**
 * The parts of the stream in `directory`, oldest first; none when there is no such directory. A rotation that happens
 * meanwhile is seen whole or not at all. See `lookAtParts` for when a change is seen; as long as none is, the list of many
 * parts is the same.
 * @throws {EventFilesUnreadableError} when the directory or a part cannot be looked at
 */
export async function findEventParts(
  directory: string,
  { isFresh }: Pick<PartLookOptions, 'isFresh'> = {},
): Promise<readonly EventPart[]> {
  const wanted = PART_NAME;
  const look = await lookAtParts(directory, { wanted, compare: compareEventPartNames, isFresh });
  const { parts, problem } = look === undefined ? NO_PARTS : readPartsOnce(directory, look);
  if (problem === undefined) return parts;
  const name = JSON.stringify(path.basename(directory));
  throw new EventFilesUnreadableError(`The event files of ${name} cannot be read: ${problem}.`);
}

const partsOfLooks = new WeakMap<FolderLook, FoundParts>();

/** To put thousands of parts in order takes longer than most questions. */
function readPartsOnce(directory: string, look: FolderLook): FoundParts {
  const found = partsOfLooks.get(look) ?? readParts(directory, look);
  partsOfLooks.set(look, found);
  return found;
}

/** What a look at a directory says of the parts in it. */
export interface FoundParts {
  /** Oldest first. */
  readonly parts: readonly EventPart[];
  /** Why the stream cannot be read whole. */
  readonly problem: string | undefined;
}

/** Reads the parts off a look at their directory; other files in it do not matter. */
export function readParts(directory: string, look: FolderLook | undefined): FoundParts {
  if (look === undefined || isMissingCode(look.problem)) return NO_PARTS;
  if (look.problem !== undefined) {
    return { parts: [], problem: `its folder cannot be read: ${fileProblemOf(look.problem)}` };
  }
  const unread = look.problems.find(([name]) => isEventPartName(name));
  if (unread !== undefined) return { parts: [], problem: problemOfPart(unread) };
  const parts: EventPart[] = [];
  let odd: string | undefined;
  for (const [at, name] of look.names.entries()) {
    if (!isEventPartName(name)) continue;
    const [dev = 0n, ino = 0n, size = 0n, mtimeNs = 0n, mode = 0n] = look.stats.subarray(
      at * STAT_FIELDS,
      (at + 1) * STAT_FIELDS,
    );
    if (!isRegularFile(mode)) {
      odd ??= name;
      continue;
    }
    parts.push({
      name,
      path: path.join(directory, name),
      identity: identityOf({ dev, ino }),
      bytes: Number(size),
      modifiedNs: BigInt.asIntN(64, mtimeNs),
    });
  }
  // Beside event files, something that only has the name of one has always been passed over.
  const isOnlyOdd = parts.length === 0 && odd !== undefined;
  return {
    parts: parts.sort((a, b) => compareEventPartNames(a.name, b.name)),
    problem: isOnlyOdd ? `${JSON.stringify(odd)} is not a regular file` : undefined,
  };
}

const NO_PARTS: FoundParts = { parts: [], problem: undefined };

function problemOfPart([name, code]: NamedProblem): string {
  const isUndecodable = code === 'ENOENT' && name.includes('\ufffd');
  const reason = isUndecodable ? 'its name is not UTF-8' : fileProblemOf(code);
  return `${JSON.stringify(name)}: ${reason}`;
}

/** File systems have no longer names, in bytes. */
const MAX_NAME_BYTES = 255;

/** The directory of a simulation, or `undefined` when the id is not a plain name directly under the root. */
export function simulationDirectory(outputRoot: string, simulationId: string): string | undefined {
  const isPlainName =
    simulationId !== '' &&
    simulationId !== '.' &&
    simulationId !== '..' &&
    !/[/\\\0]/.test(simulationId) &&
    Buffer.byteLength(simulationId) <= MAX_NAME_BYTES;
  return isPlainName ? path.join(outputRoot, simulationId) : undefined;
}

/** Device and inode. */
export function identityOf({ dev, ino }: Pick<BigIntStats, 'dev' | 'ino'>): string {
  return `${String(dev)}:${String(ino)}`;
}

/** Whether the file system says that there is no such file or directory. */
export function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return isMissingCode(code);
}

/** The same of a code. */
export function isMissingCode(code: unknown): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** By the mode of a file. */
export function isRegularFile(mode: bigint): boolean {
  return (Number(mode) & constants.S_IFMT) === constants.S_IFREG;
}
