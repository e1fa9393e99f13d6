import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

// The one place that makes folders with their parents. `mkdir` of Node with `recursive` never returns on a file system
// that refuses new names with ENOENT, such as /proc: it makes the parent, which exists, and tries again for ever.

/**
 * Makes a folder and its missing parents. A folder that exists is left as it is.
 * @throws the file system's error; EEXIST when a file has one of the names
 */
export async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  for (const each of upwards(folder)) {
    if (await isFolder(each)) break;
    missing.unshift(each);
  }
  for (const each of missing) {
    try {
      await mkdir(each);
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!(await isFolder(each))) throw error;
    }
  }
}

/**
 * As {@link makeFolder}, before it returns.
 * @throws the file system's error; EEXIST when a file has one of the names
 */
export function makeFolderSync(folder: string): void {
  const missing: string[] = [];
  for (const each of upwards(folder)) {
    if (isFolderSync(each)) break;
    missing.unshift(each);
  }
  for (const each of missing) {
    try {
      mkdirSync(each);
    } catch (error) {
      if (!isFolderSync(each)) throw error;
    }
  }
}

/** A path, its parent, and so on up to the root. */
function* upwards(folder: string): Generator<string> {
  let each = path.resolve(folder);
  for (;;) {
    yield each;
    const parent = path.dirname(each);
    if (parent === each) return;
    each = parent;
  }
}

/** False also for a path that cannot be looked at: making it gives the reason. */
async function isFolder(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function isFolderSync(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
