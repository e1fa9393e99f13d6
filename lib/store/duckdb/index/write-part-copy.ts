import { randomBytes } from 'node:crypto';
import { rename, rm, statfs, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isMissing, packedIdentityOf, type PackedPart } from '../../../files/event-parts';
import { makeFolder } from '../../../files/make-folder';
import { PartMovedError } from '../../../files/open-part';
import { createFile, NotRegularFileError, openRegularFile } from '../../../files/regular-file';
import { unpackGzip, type UnpackedBytes } from '../../../files/unpack-gzip';
import type { IndexFolder } from './index-folder';

/** The outcome of decompressing a part. It is stored beside the copy. */
export const outcomeSchema = z.object({
  version: z.literal(1),
  /** The size of the copy. A part that is too long has no copy. */
  bytes: z.int(),
  /** The limit, when the part is longer than the limit. */
  tooLongFor: z.int().optional(),
  /** Why the copy ends early. */
  damage: z.string().optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** There is no room for a copy. */
export class NoRoomError extends Error {}

export interface CopyPlace {
  readonly folder: IndexFolder;
  /** The folder of the copies. It is made when missing. */
  readonly directory: string;
  /** The key of the part. */
  readonly key: string;
  /** A part that is longer is not read. */
  readonly maxBytes: number;
  /** The space on its disk to leave free. */
  readonly keptFreeBytes: number;
}

/** The file name of a copy. */
export function copyName(key: string): string {
  return `${key}.jsonl`;
}

/** The name of the file with the outcome. It is written when the copy is complete. */
export function outcomeName(key: string): string {
  return `${key}.json`;
}

/**
 * Decompresses a part into a copy.
 * @throws {PartMovedError} when the part has changed since it was found
 * @throws {NoRoomError}
 * @throws {IndexFolderError} when the copy cannot be written
 */
export async function writePartCopy(
  part: PackedPart,
  place: CopyPlace,
  signal: AbortSignal,
): Promise<Outcome> {
  const { directory, key, maxBytes, keptFreeBytes } = place;
  const inFolder = <Result>(work: () => Promise<Result>): Promise<Result> =>
    work().catch((error: unknown) => {
      throw explain(place.folder, error);
    });
  await using source = await openPacked(part);
  const temporary = path.join(directory, `${key}.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const room = await inFolder(async () => {
      await makeFolder(directory);
      const { bavail, bsize } = await statfs(directory);
      return Math.max(0, bavail * bsize - keptFreeBytes);
    });
    const limit = Math.min(maxBytes, room);
    const copy = await inFolder(() => createFile(temporary));
    let unpacked: UnpackedBytes;
    try {
      const target = {
        write: (chunks: readonly Buffer[]) => inFolder(() => append(copy, chunks)),
        restart: () => inFolder(() => copy.truncate(0)),
      };
      unpacked = await unpackGzip(source, target, { maxBytes: limit, signal });
    } finally {
      await copy.close();
    }
    await requireSame(source, part);
    const { bytes, damage, isTooLarge } = unpacked;
    if (isTooLarge && room < maxBytes) throw new NoRoomError();
    const outcome: Outcome = {
      version: 1,
      bytes: isTooLarge ? 0 : bytes,
      ...(damage === undefined ? {} : { damage }),
      ...(isTooLarge ? { tooLongFor: maxBytes } : {}),
    };
    await inFolder(async () => {
      if (!isTooLarge) await rename(temporary, path.join(directory, copyName(key)));
      await writeFile(temporary, JSON.stringify(outcome));
      await rename(temporary, path.join(directory, outcomeName(key)));
    });
    return outcome;
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

function explain(folder: IndexFolder, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return isFull ? new NoRoomError('no space left', { cause: error }) : folder.trouble(error);
}

async function append(copy: FileHandle, chunks: readonly Buffer[]): Promise<void> {
  for (const chunk of chunks) await copy.appendFile(chunk);
}

async function openPacked(part: PackedPart): Promise<FileHandle> {
  const file = await openRegularFile(part.path).catch((error: unknown) => {
    const isGone = isMissing(error) || error instanceof NotRegularFileError;
    throw isGone ? new PartMovedError(`${part.name} is gone.`, { cause: error }) : error;
  });
  try {
    await requireSame(file, part);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function requireSame(file: FileHandle, part: PackedPart): Promise<void> {
  if (packedIdentityOf(await file.stat({ bigint: true })) === part.identity) return;
  throw new PartMovedError(`${part.name} has been replaced by another file.`);
}
