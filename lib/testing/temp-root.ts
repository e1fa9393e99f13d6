import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own, for an output root or an index, that is removed with everything in it. */
export interface TempRoot extends AsyncDisposable {
  readonly path: string;
  /** Once is enough, twice does no harm. */
  remove(): Promise<void>;
}

/**
 * Makes an empty folder: `await using root = await makeTempRoot()`, or with vitest
 * `await makeTempRoot(onTestFinished)`, which removes it whatever the test's end.
 */
export async function makeTempRoot(
  atEnd?: (remove: () => Promise<void>) => unknown,
): Promise<TempRoot> {
  const path = await mkdtemp(join(tmpdir(), 'causeway-'));
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true });
  atEnd?.(remove);
  return { path, remove, [Symbol.asyncDispose]: remove };
}
