import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import type { EventStore } from '../store/event-store';
import { buildSimulation } from '../testing/build-simulation';
import { makeTempRoot } from '../testing/temp-root';
import { createCatchUp, type FollowerCursor } from './catch-up';

async function setUp(cursor?: FollowerCursor) {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  await mkdir(path.join(root, 'sim'));
  const events = [...buildSimulation({ turns: 5, eventsPerTurn: 1000, simulationId: 'sim' })];
  const lines = events.map((event) => JSON.stringify(event));
  await writeFile(path.join(root, 'sim', 'events.jsonl'), `${lines.join('\n')}\n`);
  const store = await openDuckDbStore({ outputRoot: root, indexDir });
  onTestFinished(() => store.close());
  await expect
    .poll(async () => (await store.describe('sim')).index.state, { timeout: 15_000 })
    .toBe('ready');
  let reads = 0;
  let atOnce = 0;
  const counted: EventStore = {
    ...store,
    async readAppended(...request) {
      reads += 1;
      atOnce += 1;
      expect(atOnce).toBe(1);
      try {
        return await store.readAppended(...request);
      } finally {
        atOnce -= 1;
      }
    },
  };
  const catchUp = createCatchUp(counted, 'sim', () => cursor);
  const { signal } = new AbortController();

  /** Reads everything that follows, as a single listener. */
  async function readAll(after: string, criteria = {}): Promise<readonly string[]> {
    const heard: string[] = [];
    for (let position = after; ;) {
      const stretch = await catchUp.read(position, criteria, signal);
      heard.push(...(stretch?.events ?? []).map(({ text }) => text));
      position = stretch?.position ?? position;
      if (stretch?.isAtEnd === true) return heard;
    }
  }
  return { lines, catchUp, readAll, reads: () => reads };
}

describe('catching up', () => {
  it('serves listeners that were disconnected at the same place from one read', async () => {
    const { lines, readAll, reads } = await setUp();
    const heard = await Promise.all(Array.from({ length: 20 }, () => readAll('start')));
    expect(heard).toEqual(heard.map(() => lines));
    // Two full stretches are shared. The rest is read for each listener, because it may grow.
    expect(reads()).toBeLessThan(2 + 20 + 5);
    const before = reads();
    expect(await readAll('start', { turn_start: 5 })).toHaveLength(1000);
    expect(reads()).toBeGreaterThan(before);
  });

  it('reads nothing for a disconnected listener, and drops outdated stretches', async () => {
    const { catchUp, reads } = await setUp();
    expect(await catchUp.read('start', {}, AbortSignal.abort())).toBeUndefined();
    expect(reads()).toBe(0);
    const { signal } = new AbortController();
    while ((await catchUp.read('start', {}, signal))?.events.length !== 2000);
    const before = reads();
    await catchUp.read('start', {}, signal);
    expect(reads()).toBe(before);
    catchUp.forget();
    await catchUp.read('start', {}, signal);
    expect(reads()).toBe(before + 1);
  });
});
