import { constants, type BigIntStats } from 'node:fs';
import path from 'node:path';
import { EventFilesUnreadableError } from '../errors';
import { fileProblemOf } from './file-problem';
import { lookAtParts, type PartLookOptions } from './kept-looks';
import { STAT_FIELDS, type FolderLook, type NamedProblem } from './look-at-folders';

/** A file of a simulation's event stream. */
export interface PartFile {
  /** Its name in the simulation's folder. */
  readonly name: string;
  /** What is opened to read it. */
  readonly path: string;
  /** Device and inode: the same file keeps it when rotation renames it. Of a compressed one its size and time too. */
  readonly identity: string;
  /** Of what is at `path`. */
  readonly bytes: number;
  readonly modifiedNs: bigint;
}

/** A part whose lines stand in the file at `path`. */
export interface EventPart extends PartFile {
  readonly isPacked?: undefined;
  /** Device and inode of the decompressed copy at `path`; `undefined` when the part itself is there. */
  readonly copyIdentity?: string;
}

/** A part that gzip has compressed: its lines are read from a decompressed copy. It is closed. */
export interface PackedPart extends PartFile {
  readonly isPacked: true;
}

export type FoundPart = EventPart | PackedPart;

export function isPlainPart(part: FoundPart): part is EventPart {
  return part.isPacked !== true;
}

/** Made once: to make one takes longer than to sort a directory. */
const NUMBERS_BY_VALUE = new Intl.Collator('en', { numeric: true });

/** `run-9` before `run-10`. */
export function compareByNumbers(a: string, b: string): number {
  return NUMBERS_BY_VALUE.compare(a, b) || (a < b ? -1 : 1);
}

const NEWEST_PART = 'events.jsonl';
/** A date and maybe a time after a name, as logrotate's `dateext` and Python's TimedRotatingFileHandler write them. */
const DATE = /[-.]((?:19|20)\d\d-?\d\d-?\d\d(?:[-_T]?\d{2,10}(?:-\d\d){0,2})?)$/;
const NUMBER = /\.(\d{1,9})$/;
const PACKED = /\.gz$/;
/** Also what a name is looked at for. */
export const PART_NAME = new RegExp(
  `^events(?:[_.-].*)?\\.jsonl(?:${withoutEnd(DATE)}|${withoutEnd(NUMBER)})?(?:${PACKED.source}|$)`,
);

function withoutEnd({ source }: RegExp): string {
  return source.slice(0, -1);
}

/**
 * Whether a file of this name holds events: `events.jsonl`, `events_2025-10-04_14-25-00.jsonl`, `events.jsonl.1`,
 * `events.jsonl-20251004` and the like, or one of these compressed, with `.gz` after its name.
 */
export function isEventPartName(name: string): boolean {
  return PART_NAME.test(name);
}

/** The name that a part had before it was compressed; of any other its own. */
export function unpackedName(name: string): string {
  return name.replace(PACKED, '');
}

/** Whether a part of this name is still written to; all others are closed. */
export function isNewestPart(name: string): boolean {
  return name === NEWEST_PART;
}

/**
 * Oldest first: rotated parts by the time in their name, `events.jsonl` last although it sorts first. Of parts with the same
 * name but for what rotation put after it, numbered ones come first, the highest number first, then dated ones by their date,
 * and last the name alone.
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
  /** Without what rotation and compression put after it. */
  readonly name: string;
  /** -1 of a name without a number. */
  readonly number: number;
  /** Its digits; empty of a name without a date. */
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
): Promise<readonly FoundPart[]> {
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
  readonly parts: readonly FoundPart[];
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
      ...{ name, path: path.join(directory, name) },
      ...{ bytes: Number(size), modifiedNs: stats.mtimeNs },
    };
    parts.push(
      PACKED.test(name)
        ? { ...file, identity: packedIdentityOf(stats), isPacked: true }
        : { ...file, identity: identityOf(stats) },
    );
  }
  const plainNames = new Set(parts.filter(isPlainPart).map((part) => part.name));
  // Beside event files, something that only has the name of one has always been passed over.
  const isOnlyOdd = parts.length === 0 && odd !== undefined;
  return {
    // While a part is being compressed, and when it is kept afterwards, it stands there twice.
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

/** Of a compressed part, which nobody appends to: another one when it was written again. */
export function packedIdentityOf(
  stats: Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs'>,
): string {
  return [identityOf(stats), stats.size, stats.mtimeNs].join(':');
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
