import type { FileHandle } from 'node:fs/promises';
import { identityOf, isMissing, type EventPart } from './event-parts';
import { NotRegularFileError, openRegularFile } from './regular-file';

/** The part is no longer at its path: rotation has renamed it since the directory was read. */
export class PartMovedError extends Error {}

/**
 * Opens a part for reading and checks that the file is the one found, not a newer one with the same name.
 * @throws {PartMovedError} when it is another file: look at the directory again
 */
export async function openPart(
  part: Pick<EventPart, 'name' | 'path' | 'identity' | 'copyIdentity' | 'isPacked'>,
): Promise<FileHandle> {
  const file = await openRegularFile(part.path).catch((error: unknown) => {
    const isGone = isMissing(error) || error instanceof NotRegularFileError;
    throw isGone ? new PartMovedError(`${part.name} is gone.`, { cause: error }) : error;
  });
  const { copyIdentity: fileIdentity = part.identity } = part;
  try {
    if (identityOf(await file.stat({ bigint: true })) === fileIdentity) return file;
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  throw new PartMovedError(`${part.name} has been replaced by another file.`);
}
