import { mkdir, mkdtemp, realpath, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_OUTPUT_ROOT } from '../lib/config';
import { findOutputRoot } from './output-root';
import { StartError } from './start-error';

/** Two runs under one output root. */
export interface RunsToCompare {
  readonly outputRoot: string;
  readonly a: string;
  readonly b: string;
  /** The names of their folders. */
  readonly names: { readonly a: string; readonly b: string };
  /** The folder for their indexes; `undefined` for the usual one. */
  readonly indexDir: string | undefined;
  remove(): Promise<void>;
}

/**
 * Finds two runs, each named by its id under the output root or by the path of its folder. Runs of different folders get a
 * temporary root with links to them, and are indexed there.
 * @param root the output root; default `./output`
 * @throws {StartError} when a run or the root does not exist
 */
export async function findRunsToCompare(
  a: string,
  b: string,
  root: string | undefined,
): Promise<RunsToCompare> {
  const [folderA, folderB] = [await findRun(a, root), await findRun(b, root)];
  const names = { a: path.basename(folderA), b: path.basename(folderB) };
  const outputRoot = path.dirname(folderA);
  if (outputRoot === path.dirname(folderB)) {
    return {
      outputRoot,
      ...names,
      names,
      indexDir: undefined,
      remove: () => Promise.resolve(),
    };
  }
  const temporary = await mkdtemp(path.join(tmpdir(), 'causeway-diff-'));
  const linked = path.join(temporary, 'runs');
  await mkdir(linked);
  const isOneName = names.a === names.b;
  const [nameA, nameB] = isOneName ? [`a_${names.a}`, `b_${names.b}`] : [names.a, names.b];
  await symlink(folderA, path.join(linked, nameA), 'dir');
  await symlink(folderB, path.join(linked, nameB), 'dir');
  return {
    outputRoot: linked,
    a: nameA,
    b: nameB,
    names,
    indexDir: path.join(temporary, 'index'),
    remove: () => rm(temporary, { recursive: true, force: true }),
  };
}

/** The folder of a run. A name without a slash is an id, if the root has it. */
async function findRun(named: string, root: string | undefined): Promise<string> {
  const isPath = /[\\/]/.test(named) || named === '.' || named === '..';
  if (!isPath) {
    const inRoot = path.resolve(root ?? DEFAULT_OUTPUT_ROOT, named);
    if (await isFolder(inRoot)) return realpath(inRoot);
    // Says that the root does not exist, if it was given.
    if (root !== undefined) await findOutputRoot(root);
  }
  const folder = path.resolve(named);
  if (await isFolder(folder)) return realpath(folder);
  const where = isPath ? '' : ` under ${JSON.stringify(path.resolve(root ?? DEFAULT_OUTPUT_ROOT))}`;
  throw new StartError(`There is no run ${JSON.stringify(named)}${where}.`);
}

async function isFolder(file: string): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined);
  return stats?.isDirectory() === true;
}
