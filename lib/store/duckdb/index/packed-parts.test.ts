import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { STREAM_START, type StreamPosition } from '../../../files/stream-position';
import { eventLines } from '../../../testing/event-files';
import { scanFolder } from '../../../testing/scan-files';
import { makeTempRoot } from '../../../testing/temp-root';
import type { EventStore } from '../../event-store';
import { openDuckDbStore, type DuckDbStoreOptions } from '../open-duckdb-store';

const LINES = eventLines(400);
const PATIENT = { waitMs: 60_000, describeWaitMs: 60_000, appendedWaitMs: 60_000 };

interface SetUp {
  readonly folder: string;
  readonly indexDir: string;
  readonly store: EventStore;
  open(options?: Partial<DuckDbStoreOptions>): Promise<EventStore>;
}

function textOf(from: number, to: number): Buffer {
  return Buffer.from(LINES.slice(from, to).join(''));
}

async function setUp(files: Readonly<Record<string, Buffer>>): Promise<SetUp> {
  const outputRoot = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const folder = path.join(outputRoot, 'sim');
  await mkdir(folder);
  for (const [name, bytes] of Object.entries(files))
    await writeFile(path.join(folder, name), bytes);
  const open = async (options: Partial<DuckDbStoreOptions> = {}): Promise<EventStore> => {
    const store = await openDuckDbStore({ outputRoot, indexDir, ...PATIENT, ...options });
    onTestFinished(() => store.close());
    return store;
  };
  return { folder, indexDir, open, store: await open() };
}

async function copiesIn(indexDir: string): Promise<readonly string[]> {
  const names = await readdir(indexDir, { recursive: true });
  return names.filter((name) => /\.parts\/.*\.jsonl$/.test(name));
}

interface Arrivals {
  readonly texts: readonly string[];
  readonly position: StreamPosition;
  readonly isReset: boolean;
}

/** Reads all events after a position. */
async function readOn(store: EventStore, after: StreamPosition): Promise<Arrivals> {
  const texts: string[] = [];
  let [position, isReset, isAtEnd] = [after, false, false];
  while (!isAtEnd) {
    const read = await store.readAppended('sim', position, {}, { limit: 1000 });
    if (read.isReset) {
      isReset = true;
      texts.length = 0;
    }
    texts.push(...read.events.map(({ text }) => `${text}\n`));
    ({ position, isAtEnd } = read);
  }
  return { texts, position, isReset };
}

const ROTATED = {
  'events_2026-01-01_00-00-00.jsonl.gz': Buffer.concat([
    gzipSync(textOf(0, 50)),
    gzipSync(textOf(50, 100)),
  ]),
  'events.jsonl.2.gz': gzipSync(textOf(100, 200)),
  'events.jsonl.1': textOf(200, 300),
  'events.jsonl.1.gz': gzipSync(textOf(200, 300)),
  'events.jsonl': textOf(300, 400),
};

describe('compressed parts', () => {
  it('are read in their order as if they were not, once where there is a copy of them', async () => {
    const { folder, store } = await setUp(ROTATED);
    const scan = scanFolder(folder);
    const { index: _, ...described } = await store.describe('sim');
    expect(described).toEqual(scan.describe());
    expect(described.event_count).toBe(400);
    const filter = { limit: 1000 };
    expect(await store.findEvents('sim', filter)).toEqual(scan.findEvents(filter));
    const found = { q: 'a', limit: 50 };
    expect(await store.findEvents('sim', found)).toEqual(scan.findEvents(found));
    expect(await store.countFacets('sim', {})).toEqual(scan.countFacets({}));
    expect((await readOn(store, STREAM_START)).texts).toEqual(LINES);
    const [listed] = await store.listSimulations();
    expect(listed).toMatchObject({ event_count: 400, index: { state: 'ready' } });
  });

  it('are enough for a simulation, and show whether it has ended', async () => {
    const end = { event_id: 'end', timestamp: '2030-01-01T00:00:00Z', turn_number: 9 };
    const milestone = { event_type: 'MILESTONE', details: { milestone_type: 'simulation_end' } };
    const line = Buffer.from(JSON.stringify({ ...end, ...milestone }));
    const { store } = await setUp({
      'events.jsonl.gz': gzipSync(Buffer.concat([textOf(0, 100), line])),
    });
    expect(await store.findSimulations()).toMatchObject([{ id: 'sim' }]);
    expect(await store.listSimulations()).toMatchObject([{ event_count: 101, saysEnd: true }]);
  });

  it('are decompressed once, beside the index, and again when that copy is gone', async () => {
    const { folder, indexDir, store, open } = await setUp(ROTATED);
    const before = await store.findEvents('sim', {});
    const copies = await copiesIn(indexDir);
    expect(copies).toHaveLength(2);
    expect(Object.keys(ROTATED).sort()).toEqual((await readdir(folder)).sort());
    const read = await store.readAppended('sim', STREAM_START, {}, { limit: 50 });
    await store.close();

    await rm(path.join(indexDir, copies[0] ?? ''));
    const again = await open();
    expect(await again.findEvents('sim', {})).toEqual(before);
    expect([...(await copiesIn(indexDir))].sort()).toEqual([...copies].sort());
    const rest = await readOn(again, read.position);
    expect(rest.isReset).toBe(false);
    expect(rest.texts).toEqual(LINES.slice(50));

    await rm(path.join(folder, 'events.jsonl.2.gz'));
    expect(await again.findEvents('sim', {})).toMatchObject({ total: 300 });
    expect(await copiesIn(indexDir)).toHaveLength(1);
  });

  it('are made of parts while the run goes on: nothing is lost or doubled', async () => {
    const { folder, store } = await setUp({
      'events.jsonl.1': textOf(0, 100),
      'events.jsonl': textOf(100, 200),
    });
    const at = (name: string): string => path.join(folder, name);
    const all = await readOn(store, STREAM_START);
    expect(all.texts).toHaveLength(200);
    execFileSync('gzip', [at('events.jsonl.1')]);
    const packed = await readOn(store, all.position);
    expect(packed.isReset).toBe(true);
    expect(packed.texts).toEqual(LINES.slice(0, 200));
    // Rotation renames a compressed part. The position stays valid.
    await rename(at('events.jsonl.1.gz'), at('events.jsonl.2.gz'));
    await rename(at('events.jsonl'), at('events.jsonl.1'));
    await writeFile(at('events.jsonl'), textOf(200, 250));
    const on = await readOn(store, packed.position);
    expect(on.isReset).toBe(false);
    expect(on.texts).toEqual(LINES.slice(200, 250));
    await appendFile(at('events.jsonl'), textOf(250, 260));
    expect(await store.findEvents('sim', {})).toMatchObject({ total: 260 });
  });

  it('are read up to where they are cut off, which is noted', async () => {
    const packed = gzipSync(textOf(0, 100));
    const { store } = await setUp({
      'events.jsonl.1.gz': packed.subarray(0, -8),
      'events.jsonl': textOf(100, 110),
    });
    expect(await store.describe('sim')).toMatchObject({
      event_count: 110,
      unread_parts: [
        {
          name: 'events.jsonl.1.gz',
          reason:
            'cut off: its compressed data ends too early; the events before that place are read',
        },
      ],
    });
  });

  it('are left out and named when they are too long, also by the next process', async () => {
    const { indexDir, store, open } = await setUp({
      'events.jsonl.1.gz': gzipSync(Buffer.alloc(3_000_000)),
      'events.jsonl': textOf(0, 10),
    });
    await store.close();
    for (let process = 0; process < 2; process++) {
      const limited = await open({ maxUnpackedBytes: 1_000_000 });
      expect(await limited.describe('sim')).toMatchObject({
        event_count: 10,
        unread_parts: [
          {
            name: 'events.jsonl.1.gz',
            reason: 'compressed: decompressed it is larger than 1000000 bytes',
          },
        ],
      });
      await limited.close();
    }
    expect(await copiesIn(indexDir)).toEqual([]);
    const names = await readdir(indexDir, { recursive: true });
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const [outcome = ''] = names.filter((name) => /\.parts\/.*\.json$/.test(name));
    expect(await readFile(path.join(indexDir, outcome), 'utf8')).toContain('1000000');
  });
});
