import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildSimulation } from '../../../testing/build-simulation';
import { makeTempRoot } from '../../../testing/temp-root';
import { withoutRights } from '../../../testing/without-rights';
import { writeSimulation } from '../../../testing/write-simulation';
import { openIndexFolder } from './index-folder';
import { openDuckDbStore } from '../open-duckdb-store';

/** A store over two runs, with its index folder inside a foreign folder. */
async function setUp() {
  const outputRoot = (await makeTempRoot(onTestFinished)).path;
  const indexDir = path.join((await makeTempRoot(onTestFinished)).path, 'index');
  for (const id of ['one', 'two']) {
    writeSimulation(outputRoot, id, buildSimulation({ simulationId: id, turns: 2 }));
  }
  const waits = { waitMs: 60_000, describeWaitMs: 60_000 };
  const store = await openDuckDbStore({ outputRoot, indexDir, indexDirName: './index', ...waits });
  onTestFinished(() => store.close());
  return { outputRoot, indexDir, store };
}

const UNAVAILABLE = {
  code: 'index_folder_unavailable',
  message: expect.stringMatching(/^The index folder "\.\/index" cannot be used: /),
};

describe('an index folder', () => {
  it('that is removed while it is used is made again at the next question', async () => {
    const { indexDir, store } = await setUp();
    const before = await store.findEvents('one', {});
    await rm(indexDir, { recursive: true });
    expect(await store.findEvents('one', {})).toEqual(before);
    expect((await store.findEvents('two', {})).total).toBe(before.total);
  });

  it.each<[string, (indexDir: string) => Promise<void>]>([
    ['is replaced by a file', (indexDir) => writeFile(indexDir, '')],
    ['may not be written to', (indexDir) => mkdir(indexDir, { mode: 0o555 })],
  ])('that %s is named in errors until it can be used again', async (_, spoil) => {
    const { outputRoot, indexDir, store } = await setUp();
    await Promise.all([path.dirname(indexDir), outputRoot].map((folder) => chmod(folder, 0o755)));
    const before = await store.findEvents('one', {});
    await rename(indexDir, `${indexDir}-away`);
    await spoil(indexDir);
    await withoutRights(async () => {
      await expect(store.findEvents('one', {})).rejects.toMatchObject(UNAVAILABLE);
      await expect(store.findEvents('two', {})).rejects.toMatchObject(UNAVAILABLE);
      // The list reads small runs from their files.
      const listed = await store.listSimulations();
      expect(listed.map(({ index, event_count }) => [index.state, event_count])).toEqual([
        ['ready', before.total],
        ['ready', before.total],
      ]);
      const { index } = await store.describe('two');
      expect(index).toMatchObject({ state: 'failed', error: UNAVAILABLE.message });
    });
    await rm(indexDir, { recursive: true });
    expect(await store.findEvents('one', {})).toEqual(before);
    expect((await store.describe('two')).index.state).toBe('ready');
  });
});

it('an error of a full disk names the folder and no path', () => {
  const folder = openIndexFolder('/some/where/index', 'index');
  const error = new Error(
    'TransactionContext Error: Failed to commit: Could not write file "/some/where/index/a.duckdb": No space left on device',
  );
  expect(folder.explain(error)?.message).toBe(
    'The index folder "index" cannot be used: TransactionContext Error: Failed to commit: Could not write file "a.duckdb": No space left on device.',
  );
  expect(folder.explain(new Error('Binder Error: no such column'))).toBeUndefined();
});
