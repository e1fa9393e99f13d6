import { mkdtemp, realpath, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { readServerConfig } from '../lib/config';
import { fileProblem } from '../lib/files/file-problem';
import { makeFolder } from '../lib/files/make-folder';
import { StartError } from './start-error';

/** The folder of index files. */
export interface ChosenIndexFolder {
  readonly indexDir: string;
  /** Its name in errors, as given by the user. */
  readonly indexDirName: string | undefined;
}

/**
 * Makes the folder for index files if it is missing.
 * @param given from the command line; default: from the configuration
 * @throws {StartError} when it is not writable, or is inside the output root
 */
export async function chooseIndexFolder(
  given: string | undefined,
  outputRoot: string,
): Promise<ChosenIndexFolder> {
  const indexDir = path.resolve(given ?? readServerConfig().indexDir);
  const name = `The index folder ${JSON.stringify(given ?? indexDir)}`;
  const [root, folder] = [await realPathOf(outputRoot), await realPathOf(indexDir)];
  if (folder === root || folder.startsWith(`${root}${path.sep}`)) {
    throw new StartError(
      `${name} lies in the output root: only the event writer writes there. Choose another with --index-dir.`,
    );
  }
  try {
    await makeFolder(indexDir);
    await rmdir(await mkdtemp(path.join(indexDir, '.causeway-')));
  } catch (error) {
    throw new StartError(
      `${name} cannot be written to: ${fileProblem(error)}. Choose another with --index-dir.`,
    );
  }
  return { indexDir, indexDirName: given };
}

/** With symbolic links resolved, as far as the path exists. */
async function realPathOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(await realPathOf(parent), path.basename(file));
  }
}
