import { execFileSync } from 'node:child_process';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { IndexNotReadyError } from '../../errors';
import { buildSimulation } from '../../testing/build-simulation';
import { makeTempRoot } from '../../testing/temp-root';
import { writeSimulation } from '../../testing/write-simulation';
import { describeEventStore } from '../event-store-suite';
import { openDuckDbStore } from './open-duckdb-store';

describeEventStore('DuckDB', (options) =>
  openDuckDbStore({ ...options, describeWaitMs: options.waitMs }),
);

describe('a DuckDB store that settles', () => {
  it('stops indexing, lets answers finish, and leaves an index from which a later store continues', async () => {
    const root = (await makeTempRoot(onTestFinished)).path;
    const indexDir = (await makeTempRoot(onTestFinished)).path;
    const sizes = { read: 20, underWay: 100, asked: 1 };
    for (const [id, turns] of Object.entries(sizes)) {
      const run = { turns, eventsPerTurn: 500, simulationId: id };
      writeSimulation(root, id, buildSimulation(run));
    }
    const options = { outputRoot: root, indexDir, waitMs: 60_000 };
    const store = await openDuckDbStore(options);
    onTestFinished(() => store.close());
    const walk = store.eachEvent('read', {})[Symbol.asyncIterator]();
    const first = await walk.next();
    let walked = first.done === true ? 0 : first.value.length;
    const underWay = Promise.allSettled([store.findEvents('underWay', { limit: 1 })]);
    await expect.poll(() => store.indexing().length, { interval: 1 }).toBe(1);

    await store.settle();
    // Resolves with a complete index if that was the next commit.
    const [indexed] = await underWay;
    if (indexed.status === 'rejected') expect(indexed.reason).toBeInstanceOf(IndexNotReadyError);
    await expect(store.findEvents('asked', {})).rejects.toThrow(IndexNotReadyError);
    for (let next = await walk.next(); next.done !== true; next = await walk.next()) {
      walked += next.value.length;
    }
    expect(walked).toBe(10_000);
    await store.close();
    const names = (await readdir(indexDir)).filter((name) => name !== 'spill');
    expect(names.filter((name) => !name.endsWith('.duckdb'))).toEqual([]);

    const later = await openDuckDbStore(options);
    onTestFinished(() => later.close());
    for (const [id, turns] of Object.entries(sizes)) {
      expect((await later.findEvents(id, { limit: 1 })).total).toBe(turns * 500);
    }
  });
});

describe('the index folder of the DuckDB store', () => {
  it('is the only place it writes to, and a damaged index is made anew', async () => {
    const root = (await makeTempRoot(onTestFinished)).path;
    const indexDir = (await makeTempRoot(onTestFinished)).path;
    writeSimulation(root, 'sim', buildSimulation({ simulationId: 'sim' }));
    const options = { outputRoot: root, indexDir, waitMs: 60_000 };

    const store = await openDuckDbStore(options);
    const before = await store.findEvents('sim', {});
    await store.close();
    const [index, ...others] = (await readdir(indexDir)).filter((name) => name !== 'spill');
    expect(index).toMatch(/^[0-9a-f]{32}\.duckdb$/);
    expect(others).toEqual([]);
    expect(await readdir(path.join(root, 'sim'))).toEqual(['events.jsonl']);

    const answerAgain = async (): Promise<void> => {
      const again = await openDuckDbStore(options);
      onTestFinished(() => again.close());
      expect(await again.findEvents('sim', {})).toEqual(before);
      await again.close();
    };
    const file = path.join(indexDir, index ?? '');
    await writeFile(file, 'no database');
    await answerAgain();
    // The attempt is not awaited.
    await rm(file);
    execFileSync('mkfifo', [file, `${file}.wal`]);
    await answerAgain();
  });

  it('is only read when the files are as they were when they were indexed', async () => {
    const root = (await makeTempRoot(onTestFinished)).path;
    const indexDir = (await makeTempRoot(onTestFinished)).path;
    const options = { outputRoot: root, indexDir, waitMs: 60_000 };
    writeSimulation(root, 'sim', buildSimulation({ simulationId: 'sim' }), {
      maxFileBytes: 50_000,
    });
    expect((await readdir(path.join(root, 'sim'))).length).toBeGreaterThan(1);
    const ask = async (): Promise<unknown> => {
      const store = await openDuckDbStore(options);
      const answers = [await store.describe('sim'), await store.findEvents('sim', {})];
      await store.close();
      return answers;
    };
    const look = async (): Promise<unknown> => {
      const names = (await readdir(indexDir)).filter((name) => name.endsWith('.duckdb'));
      return Promise.all(
        names.map(async (name) => {
          const { ino, size, mtimeNs } = await stat(path.join(indexDir, name), { bigint: true });
          return { name, ino, size, mtimeNs };
        }),
      );
    };

    const before = await ask();
    const written = await look();
    expect(await ask()).toEqual(before);
    expect(await look()).toEqual(written);
  });
});
