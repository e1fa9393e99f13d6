import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EventFilesUnreadableError, SimulationNotFoundError } from '../errors';
import { EXPORT_FORMATS } from '../filters/export-query';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import { buildSimulation } from '../testing/build-simulation';
import { scanFolder } from '../testing/scan-files';
import { makeTempRoot } from '../testing/temp-root';
import { writeSimulation } from '../testing/write-simulation';
import { exportEvents } from './export-events';

/** A run of 10,000 events, which takes several chunks in every format. */
async function setUp() {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  writeSimulation(root, 'sim', buildSimulation({ turns: 20, eventsPerTurn: 500 }));
  const store = await openDuckDbStore({ outputRoot: root, indexDir, waitMs: 60_000 });
  onTestFinished(() => store.close());
  return { store, folder: path.join(root, 'sim') };
}

async function contentOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const taken: Uint8Array[] = [];
  for await (const chunk of chunks) taken.push(chunk);
  return Buffer.concat(taken);
}

describe('exportEvents', () => {
  it('is a file of all that matches, named after the simulation and the filter', async () => {
    const { store, folder } = await setUp();
    const { events } = scanFolder(folder).findEvents({ event_types: ['ACTION'], limit: Infinity });
    const counts: number[] = [];
    const file = await exportEvents(store, 'sim', { event_types: ['ACTION'] }, 'jsonl', {
      onProgress: (count) => counts.push(count),
    });
    expect(file).toMatchObject({ contentType: 'application/jsonl', fileName: 'sim_action.jsonl' });
    const text = (await contentOf(file.chunks)).toString();
    expect(text).toBe(events.map((event) => `${event.text}\n`).join(''));
    expect(counts.at(-1)).toBe(events.length);
  });

  it.each([
    ['csv', 'text/csv; charset=utf-8'],
    ['parquet', 'application/vnd.apache.parquet'],
  ] as const)('names a %s file and its type', async (format, contentType) => {
    const { store } = await setUp();
    const file = await exportEvents(store, 'sim', { limit: 1 }, format);
    expect(file).toMatchObject({ contentType, fileName: `sim_1-events.${format}` });
    await file.chunks.return?.();
  });

  it.each(EXPORT_FORMATS)('rejects before there is anything to send, as %s', async (format) => {
    const { store } = await setUp();
    const asked = exportEvents(store, 'nobody', {}, format);
    await expect(asked).rejects.toThrow(SimulationNotFoundError);
  });

  it.each(EXPORT_FORMATS)('breaks off as %s when lines are gone', async (format) => {
    const { store, folder } = await setUp();
    const { chunks } = await exportEvents(store, 'sim', {}, format);
    await writeFile(path.join(folder, 'events.jsonl'), '');
    await expect(contentOf(chunks)).rejects.toThrow(EventFilesUnreadableError);
  });

  it.each(EXPORT_FORMATS)('breaks off as %s when its signal aborts', async (format) => {
    const { store } = await setUp();
    const leaving = new AbortController();
    const { chunks } = await exportEvents(store, 'sim', {}, format, { signal: leaving.signal });
    const reason = new Error('gone');
    leaving.abort(reason);
    await expect(contentOf(chunks)).rejects.toBe(reason);
  });

  it('ends its walk on return, even before its first chunk', async () => {
    const { store } = await setUp();
    const returned: string[] = [];
    const watched = {
      ...store,
      async *eachEvent(...asked: Parameters<typeof store.eachEvent>) {
        try {
          yield* store.eachEvent(...asked);
        } finally {
          returned.push('walk');
        }
      },
    };
    const { chunks } = await exportEvents(watched, 'sim', {}, 'csv');
    expect(returned).toEqual([]);
    await chunks.return?.();
    expect(returned).toEqual(['walk']);
  });
});
