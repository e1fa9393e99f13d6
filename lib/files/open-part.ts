import type { FileHandle } from 'node:fs/promises';
import { identityOf, isMissing, type EventPart } from './event-parts';
import { NotRegularFileError, openRegularFile } from './regular-file';

/** Another file, or none, is where a part was when the directory was read: rotation has renamed it since. */
export class PartMovedError extends Error {}

/**
 * Opens a part for reading and makes sure that it is the file that was found, not the one that has taken its name.
 * @throws {PartMovedError} when it is not: look at the directory again
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
  throw new PartMovedError(`${part.name} is another file by now.`);
}
