import { stat } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from './start-error';

/** The absolute path of an output root. @throws {StartError} when it is not a directory */
export async function findOutputRoot(given: string): Promise<string> {
  const root = path.resolve(given);
  const stats = await stat(root).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`There is no output root ${JSON.stringify(root)} (${reason}).`);
  });
  if (!stats.isDirectory()) {
    throw new StartError(`The output root ${JSON.stringify(root)} is not a directory.`);
  }
  return root;
}
