import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder, for an output root or an index. It is removed with its content. */
export interface TempRoot extends AsyncDisposable {
  readonly path: string;
  /** May be called twice. */
  remove(): Promise<void>;
}

/**
 * Makes an empty folder: `await using root = await makeTempRoot()`, or with vitest `await makeTempRoot(onTestFinished)`, which
 * removes it after the test.
 */
export async function makeTempRoot(
  atEnd?: (remove: () => Promise<void>) => unknown,
): Promise<TempRoot> {
  const path = await mkdtemp(join(tmpdir(), 'causeway-'));
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true });
  atEnd?.(remove);
  return { path, remove, [Symbol.asyncDispose]: remove };
}
