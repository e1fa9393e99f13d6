import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../files/make-folder';

/**
 * Makes the directory of a new run, `{name}_{N}agents_{YYYYMMDD}_{HHMMSS}_{seq}` by the time given (UTC), with the first
 * number that is free.
 * @returns its name
 */
export async function makeRunDirectory(
  outputRoot: string,
  run: { readonly name: string; readonly agents: number; readonly timestamp: string },
): Promise<string> {
  await makeFolder(outputRoot);
  const moment = run.timestamp.slice(0, 19).replace('T', '_').replaceAll(/[-:]/g, '');
  const stem = `${plainName(run.name)}_${String(run.agents)}agents_${moment}`;
  for (let sequence = 1; ; sequence++) {
    const id = `${stem}_${String(sequence).padStart(2, '0')}`;
    try {
      await mkdir(path.join(outputRoot, id));
      return id;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
}

/** Writes JSON whole or not at all: readers see the file as it was, or as it is now. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  await makeFolder(path.dirname(file));
  try {
    // Without `flush` the machine's death could leave the new name with nothing in it.
    const options = { flag: 'wx', flush: true } as const;
    await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, options);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** What every file system takes as a name, and no shell takes for anything else. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^[._]+/, '');
  return plain === '' ? 'simulation' : plain.slice(0, 80);
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
