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

// Only this file opens files for reading, and it opens only regular files: opening a named pipe waits for its other
// end, reading a device may never end, and opening some devices has side effects.

/** The path leads to something other than a regular file: a named pipe, a socket, a device, a directory. */
export class NotRegularFileError extends Error {
  readonly code = 'NOT_REGULAR_FILE';
}

/** A file is larger than its limit. */
export class FileTooLargeError extends Error {
  readonly code = 'FILE_TOO_LARGE';
}

export interface OpenOptions {
  /** Whether to follow symbolic links. Default true. */
  readonly followsLinks?: boolean;
}

const READ_BYTES = 64 * 1024;

/** Read-only. Opening does not block on a pipe that has just replaced the file. */
const READ_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** Opens at the end and creates a missing file. Blocking, because the writer relies on complete writes. */
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
 * Opens a file synchronously, for threads that may block. The caller closes the descriptor.
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
    // A file may hold more than its size says: because a program writes to it, or because the system generates it on
    // read.
    const wanted = Math.min(Math.max(size - length, READ_BYTES), maxBytes + 1 - length);
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, length);
    if (bytesRead === 0) return Buffer.concat(chunks, length);
    chunks.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
    requireSize(length, maxBytes);
  }
}

/**
 * Opens a file at its end for reading and appending, and creates a missing file. The caller closes the descriptor.
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
 * @throws the file system's error, also when the name is taken
 */
export function createFile(path: string): Promise<FileHandle> {
  return open(path, 'ax');
}

/** Opens a directory, so that its entries can be synced to disk. The caller closes the descriptor. */
export function openDirectory(path: string): number {
  return openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
}

/**
 * Checks that a path leads to a regular file, before other code opens it.
 * @throws {NotRegularFileError}, or the file system's error
 */
export async function requireRegularFile(
  path: string,
  { followsLinks = true }: OpenOptions = {},
): Promise<void> {
  requireRegular(await (followsLinks ? stat(path) : lstat(path)));
}

/** Why this is not read as a file; `undefined` for a regular file. */
export function whyNotRegular(stats: Stats | BigIntStats): string | undefined {
  return whyNotRegularMode(Number(stats.mode));
}

/** The same, from the mode of a file. */
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
