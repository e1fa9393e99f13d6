import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../files/make-folder';

/**
 * Makes the directory of a new run, `{name}_{N}agents_{YYYYMMDD}_{HHMMSS}_{seq}`, from the given time (UTC) and the first free
 * number.
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

/** Writes JSON atomically: readers see the old file or the new file. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  await makeFolder(path.dirname(file));
  try {
    // Without `flush`, a crash of the machine could leave an empty file under the new name.
    const options = { flag: 'wx', flush: true } as const;
    await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, options);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Keeps characters that every file system allows in names and that no shell interprets. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^[._]+/, '');
  return plain === '' ? 'simulation' : plain.slice(0, 80);
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
