import { constants, type BigIntStats } from 'node:fs';
import path from 'node:path';
import { EventFilesUnreadableError } from '../errors';
import { fileProblemOf } from './file-problem';
import { lookAtParts, type PartLookOptions } from './kept-looks';
import { STAT_FIELDS, type FolderLook, type NamedProblem } from './look-at-folders';

/** A file of a simulation's event stream. */
export interface PartFile {
  /** The file name inside the simulation's folder. */
  readonly name: string;
  /** The path to open for reading. */
  readonly path: string;
  /** Device and inode, which a file keeps when rotation renames it. For a compressed file also its size and time. */
  readonly identity: string;
  /** The size of the file at `path`. */
  readonly bytes: number;
  readonly modifiedNs: bigint;
}

/** A part whose lines are in the file at `path`. */
export interface EventPart extends PartFile {
  readonly isPacked?: undefined;
  /** Device and inode of the decompressed copy at `path`; `undefined` when `path` is the part itself. */
  readonly copyIdentity?: string;
}

/** A part compressed by gzip. It is closed. Its lines are read from a decompressed copy. */
export interface PackedPart extends PartFile {
  readonly isPacked: true;
}

export type FoundPart = EventPart | PackedPart;

export function isPlainPart(part: FoundPart): part is EventPart {
  return part.isPacked !== true;
}

/** Shared, because constructing a collator takes longer than sorting a directory. */
const NUMBERS_BY_VALUE = new Intl.Collator('en', { numeric: true });

/** Compares numbers inside names by value: `run-9` comes before `run-10`. */
export function compareByNumbers(a: string, b: string): number {
  return NUMBERS_BY_VALUE.compare(a, b) || (a < b ? -1 : 1);
}

const NEWEST_PART = 'events.jsonl';
/**
 * A date, and maybe a time, after a name, as written by logrotate's `dateext` and Python's TimedRotatingFileHandler.
 */
const DATE = /[-.]((?:19|20)\d\d-?\d\d-?\d\d(?:[-_T]?\d{2,10}(?:-\d\d){0,2})?)$/;
const NUMBER = /\.(\d{1,9})$/;
const PACKED = /\.gz$/;
/** Names of parts. Also the filter for looks at a directory. */
export const PART_NAME = new RegExp(
  `^events(?:[_.-].*)?\\.jsonl(?:${withoutEnd(DATE)}|${withoutEnd(NUMBER)})?(?:${PACKED.source}|$)`,
);

function withoutEnd({ source }: RegExp): string {
  return source.slice(0, -1);
}

/**
 * Whether a file with this name holds events: `events.jsonl`, `events_2025-10-04_14-25-00.jsonl`, `events.jsonl.1`,
 * `events.jsonl-20251004` and the like, or the same with `.gz` after it.
 */
export function isEventPartName(name: string): boolean {
  return PART_NAME.test(name);
}

/** The name of a part before it was compressed. A name that is not compressed is returned unchanged. */
export function unpackedName(name: string): string {
  return name.replace(PACKED, '');
}

/** Whether a part with this name is still written to. All other parts are closed. */
export function isNewestPart(name: string): boolean {
  return name === NEWEST_PART;
}

/**
 * Orders parts, oldest first: rotated parts by the time in their name, `events.jsonl` last although it sorts first.
 * Names that differ only in the suffix from rotation are ordered so: numbered ones, highest number first; then dated
 * ones, by date; then the name without a suffix.
 */
export function compareEventPartNames(a: string, b: string): number {
  const [partA, partB] = [readPartName(a), readPartName(b)];
  if (partA.name !== partB.name) return compareUnrotated(partA.name, partB.name);
  return (
    partB.number - partA.number ||
    Number(partA.date === '') - Number(partB.date === '') ||
    compareTexts(partA.date, partB.date) ||
    compareTexts(a, b)
  );
}

interface PartNameFields {
  /** The name without the suffixes from rotation and compression. */
  readonly name: string;
  /** -1 when the name has no number. */
  readonly number: number;
  /** The digits of the date; empty when the name has no date. */
  readonly date: string;
}

function readPartName(partName: string): PartNameFields {
  const plain = unpackedName(partName);
  const date = DATE.exec(plain)?.[1];
  if (date !== undefined) {
    return { name: plain.replace(DATE, ''), number: -1, date: date.replaceAll(/\D/g, '') };
  }
  const number = NUMBER.exec(plain)?.[1];
  return { name: plain.replace(NUMBER, ''), number: Number(number ?? -1), date: '' };
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareUnrotated(a: string, b: string): number {
  if (a === NEWEST_PART) return 1;
  if (b === NEWEST_PART) return -1;
  // Compared without the ending, so that a name comes before the same name with a suffix.
  const [stemA, stemB] = [path.basename(a, '.jsonl'), path.basename(b, '.jsonl')];
  return NUMBERS_BY_VALUE.compare(stemA, stemB) || (a < b ? -1 : 1);
}

/**
 * The parts of the stream in `directory`, oldest first; empty when there is no such directory. A concurrent rotation is
 * seen completely or not at all. `lookAtParts` documents when a change is seen. While a directory of many parts does
 * not change, the same array is returned.
 * @throws {EventFilesUnreadableError} when the directory or a part cannot be looked at
 */
export async function findEventParts(
  directory: string,
  { isFresh }: Pick<PartLookOptions, 'isFresh'> = {},
): Promise<readonly FoundPart[]> {
  const wanted = PART_NAME;
  const look = await lookAtParts(directory, { wanted, compare: compareEventPartNames, isFresh });
  const { parts, problem } = look === undefined ? NO_PARTS : readPartsOnce(directory, look);
  if (problem === undefined) return parts;
  const name = JSON.stringify(path.basename(directory));
  throw new EventFilesUnreadableError(`The event files of ${name} cannot be read: ${problem}.`);
}

const partsOfLooks = new WeakMap<FolderLook, FoundParts>();

/** Cached per look: sorting thousands of parts takes longer than answering most requests. */
function readPartsOnce(directory: string, look: FolderLook): FoundParts {
  const found = partsOfLooks.get(look) ?? readParts(directory, look);
  partsOfLooks.set(look, found);
  return found;
}

/** The parts found by a look at a directory. */
export interface FoundParts {
  /** Oldest first. */
  readonly parts: readonly FoundPart[];
  /** Why the stream cannot be read completely. */
  readonly problem: string | undefined;
}

/** Picks the parts out of a look at their directory and ignores other files. */
export function readParts(directory: string, look: FolderLook | undefined): FoundParts {
  if (look === undefined || isMissingCode(look.problem)) return NO_PARTS;
  if (look.problem !== undefined) {
    return { parts: [], problem: `its folder cannot be read: ${fileProblemOf(look.problem)}` };
  }
  const unread = look.problems.find(([name]) => isEventPartName(name));
  if (unread !== undefined) return { parts: [], problem: problemOfPart(unread) };
  const parts: FoundPart[] = [];
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
    const stats = { dev, ino, size, mtimeNs: BigInt.asIntN(64, mtimeNs) };
    const file = {
      name,
      path: path.join(directory, name),
      bytes: Number(size),
      modifiedNs: stats.mtimeNs,
    };
    parts.push(
      PACKED.test(name)
        ? { ...file, identity: packedIdentityOf(stats), isPacked: true }
        : { ...file, identity: identityOf(stats) },
    );
  }
  const plainNames = new Set(parts.filter(isPlainPart).map((part) => part.name));
  // An entry that is not a file but has the name of a part is skipped when real parts are there.
  const isOnlyOdd = parts.length === 0 && odd !== undefined;
  return {
    // A part is there twice while it is being compressed, and afterwards when the original is kept. The original
    // counts.
    parts: parts
      .filter((part) => isPlainPart(part) || !plainNames.has(unpackedName(part.name)))
      .sort((a, b) => compareEventPartNames(a.name, b.name)),
    problem: isOnlyOdd ? `${JSON.stringify(odd)} is not a regular file` : undefined,
  };
}

const NO_PARTS: FoundParts = { parts: [], problem: undefined };

function problemOfPart([name, code]: NamedProblem): string {
  const isUndecodable = code === 'ENOENT' && name.includes('\ufffd');
  const reason = isUndecodable ? 'its name is not UTF-8' : fileProblemOf(code);
  return `${JSON.stringify(name)}: ${reason}`;
}

/** The longest file name of common file systems, in bytes. */
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

/** Device and inode as one string. */
export function identityOf({ dev, ino }: Pick<BigIntStats, 'dev' | 'ino'>): string {
  return `${String(dev)}:${String(ino)}`;
}

/** The identity of a compressed part. Nothing appends to it, so a new size or time means a new file. */
export function packedIdentityOf(
  stats: Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs'>,
): string {
  return [identityOf(stats), stats.size, stats.mtimeNs].join(':');
}

/** Whether the file system reports that there is no such file or directory. */
export function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return isMissingCode(code);
}

/** The same for an error code. */
export function isMissingCode(code: unknown): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Whether this mode is a regular file's. */
export function isRegularFile(mode: bigint): boolean {
  return (Number(mode) & constants.S_IFMT) === constants.S_IFREG;
}
