import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  statSync,
  type BigIntStats,
  type Stats,
} from 'node:fs';
import { lstat, open, stat, type FileHandle } from 'node:fs/promises';

// The one place that opens files for reading. Opening a named pipe waits for its other end, reading a device may never
// end, and opening some devices does something: nothing but regular files is opened.

/** Where a file is expected, something else is: a named pipe, a socket, a device, a directory. */
export class NotRegularFileError extends Error {
  readonly code = 'NOT_REGULAR_FILE';
}

/** A file holds more bytes than it may. */
export class FileTooLargeError extends Error {
  readonly code = 'FILE_TOO_LARGE';
}

export interface OpenOptions {
  /** Whether a symbolic link stands for the file that it names. Default true. */
  readonly followsLinks?: boolean;
}

const READ_BYTES = 64 * 1024;

/** Read-only; a pipe that takes the file's place in this moment is not waited for. */
const READ_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** Opened at its end, made when missing. Not without blocking: the writer relies on writes that are whole. */
const APPEND_FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;

/**
 * Opens a file for reading. The caller closes it.
 * @throws {NotRegularFileError}, or the file system's error
 */
export async function openRegularFile(
  path: string,
  { followsLinks = true }: OpenOptions = {},
): Promise<FileHandle> {
  await requireRegularFile(path, { followsLinks });
  const file = await open(path, READ_FLAGS | (followsLinks ? 0 : constants.O_NOFOLLOW));
  try {
    requireRegular(await file.stat());
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * The same at once, for a thread that nobody waits for. The caller closes the descriptor.
 * @throws {NotRegularFileError}, or the file system's error
 */
export function openRegularFileSync(path: string): number {
  requireRegular(statSync(path));
  const fd = openSync(path, READ_FLAGS);
  try {
    requireRegular(fstatSync(fd));
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/**
 * Reads a whole file.
 * @throws {NotRegularFileError}, {@link FileTooLargeError}, or the file system's error
 */
export async function readRegularFile(
  path: string,
  { maxBytes, ...options }: OpenOptions & { readonly maxBytes: number },
): Promise<Buffer> {
  await using file = await openRegularFile(path, options);
  const { size } = await file.stat();
  requireSize(size, maxBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    // A file may hold more than its size says: it is written to, or made up by the system as it is read.
    const wanted = Math.min(Math.max(size - length, READ_BYTES), maxBytes + 1 - length);
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, length);
    if (bytesRead === 0) return Buffer.concat(chunks, length);
    chunks.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
    requireSize(length, maxBytes);
  }
}

/**
 * Opens a file at its end for reading and appending, making it when missing. The caller closes the descriptor.
 * @throws {NotRegularFileError}, or the file system's error
 */
export function openForAppending(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined) requireRegular(found);
  const fd = openSync(path, APPEND_FLAGS, 0o666);
  try {
    requireRegular(fstatSync(fd));
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/**
 * Makes a new file for appending. The caller closes it.
 * @throws the file system's error, also when there is something of this name
 */
export function createFile(path: string): Promise<FileHandle> {
  return open(path, 'ax');
}

/** Opens a directory, so that its entries can be forced onto the disk. The caller closes the descriptor. */
export function openDirectory(path: string): number {
  return openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
}

/**
 * Makes sure that a path names a regular file, before something else opens it.
 * @throws {NotRegularFileError}, or the file system's error
 */
export async function requireRegularFile(
  path: string,
  { followsLinks = true }: OpenOptions = {},
): Promise<void> {
  requireRegular(await (followsLinks ? stat(path) : lstat(path)));
}

/** Why something is not read as a file; `undefined` of a regular file. */
export function whyNotRegular(stats: Stats | BigIntStats): string | undefined {
  return whyNotRegularMode(Number(stats.mode));
}

/** The same by the mode of a file alone. */
export function whyNotRegularMode(mode: number): string | undefined {
  const kind = mode & constants.S_IFMT;
  return kind === constants.S_IFREG
    ? undefined
    : `not a regular file but ${KINDS.get(kind) ?? 'a device'}`;
}

const KINDS: ReadonlyMap<number, string> = new Map([
  [constants.S_IFIFO, 'a named pipe'],
  [constants.S_IFSOCK, 'a socket'],
  [constants.S_IFDIR, 'a directory'],
  [constants.S_IFLNK, 'a symbolic link'],
]);

export function tooLarge(maxBytes: number): string {
  return `larger than ${String(maxBytes)} bytes`;
}

function requireRegular(stats: Stats): void {
  const reason = whyNotRegular(stats);
  if (reason !== undefined) throw new NotRegularFileError(reason);
}

function requireSize(bytes: number, maxBytes: number): void {
  if (bytes > maxBytes) throw new FileTooLargeError(tooLarge(maxBytes));
}
