import { appendFile, mkdir, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InvalidParametersError, SimulationNotFoundError } from '../errors';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import type { EventStore, StreamProgress } from '../store/event-store';
import { buildSimulation } from '../testing/build-simulation';
import { listenTo } from '../testing/live-listener';
import { scanFolder } from '../testing/scan-files';
import { makeTempRoot } from '../testing/temp-root';
import { createLiveHub, type LiveHub } from './live-hub';

const PATIENT = { timeout: 15_000, interval: 5 };

interface Stage {
  readonly root: string;
  readonly folder: string;
  readonly newest: string;
  readonly hub: LiveHub;
  readonly store: EventStore;
  /** The number of reads from the store. */
  readonly reads: () => number;
  /** The lines in the files that match. */
  readonly written: (criteria?: object) => readonly string[];
}

/** A simulation `sim` whose stream begins with these lines. */
async function setUp(lines: readonly string[], { ringBytes = 1_000_000 } = {}): Promise<Stage> {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const folder = path.join(root, 'sim');
  const newest = path.join(folder, 'events.jsonl');
  await mkdir(folder);
  await writeFile(newest, lines.join(''));
  const store = await openDuckDbStore({ outputRoot: root, indexDir });
  let reads = 0;
  const counted: EventStore = {
    ...store,
    readAppended(...request) {
      reads += 1;
      return store.readAppended(...request);
    },
  };
  const hub = createLiveHub({ outputRoot: root, store: counted, ringBytes });
  onTestFinished(async () => {
    hub.close();
    await store.close();
  });
  const written = (criteria = {}): readonly string[] =>
    scanFolder(folder)
      .listArrivals(criteria)
      .map(({ text }) => text);
  return { root, folder, newest, hub, store, reads: () => reads, written };
}

/** Lines of a generated run, each with its ending. */
function linesOf(count: number, seed = 1): readonly string[] {
  const options = { seed, turns: 1, eventsPerTurn: Math.max(4, count), simulationId: 'sim' };
  return [...buildSimulation(options)].slice(0, count).map((event) => `${JSON.stringify(event)}\n`);
}

const bare = (lines: readonly string[]): readonly string[] => lines.map((line) => line.trimEnd());

describe('listening to a simulation', () => {
  it('streams lines appended from now on, including late events', async () => {
    const lines = linesOf(30);
    const { hub, newest } = await setUp(lines.slice(10, 20));
    const listener = await listenTo(hub, 'sim');
    await appendFile(newest, lines.slice(20).join(''));
    await expect.poll(() => listener.lines, PATIENT).toEqual(bare(lines.slice(20)));
    await appendFile(newest, lines.slice(0, 10).join(''));
    const expected = bare([...lines.slice(20), ...lines.slice(0, 10)]);
    await expect.poll(() => listener.lines, PATIENT).toEqual(expected);
  });

  it('waits for the rest of a half-written line', async () => {
    const lines = linesOf(10);
    const { hub, newest } = await setUp(lines.slice(0, 4));
    const listener = await listenTo(hub, 'sim');
    await appendFile(newest, `${lines[4] ?? ''}${(lines[5] ?? '').slice(0, 120)}`);
    await expect.poll(() => listener.lines, PATIENT).toEqual(bare(lines.slice(4, 5)));
    await appendFile(newest, (lines[5] ?? '').slice(120) + lines.slice(6).join(''));
    await expect.poll(() => listener.lines, PATIENT).toEqual(bare(lines.slice(4)));
  });

  it('begins at the start, or after any message heard before, also with another server', async () => {
    const lines = linesOf(40);
    const { root, hub, newest, folder } = await setUp(lines.slice(0, 10));
    const first = await listenTo(hub, 'sim', {}, { after: 'start' });
    await appendFile(newest, lines.slice(10, 20).join(''));
    await expect.poll(() => first.lines, PATIENT).toEqual(bare(lines.slice(0, 20)));
    await first.stop();
    hub.close();

    await rename(newest, path.join(folder, 'events_2026-10-04_14-00-00.jsonl'));
    await writeFile(newest, lines.slice(20, 30).join(''));
    const store = await openDuckDbStore({
      outputRoot: root,
      indexDir: (await makeTempRoot(onTestFinished)).path,
    });
    onTestFinished(() => store.close());
    const other = createLiveHub({ outputRoot: root, store });
    onTestFinished(() => other.close());
    const second = await listenTo(other, 'sim', {}, { after: first.position });
    await appendFile(newest, lines.slice(30).join(''));
    await expect.poll(() => second.lines, PATIENT).toEqual(bare(lines.slice(20)));
    expect(second.resets).toBe(0);
  });

  it('can be gone on with from the very first message, before any event', async () => {
    const lines = linesOf(12);
    const { hub, newest } = await setUp(lines.slice(0, 6));
    const first = await listenTo(hub, 'sim');
    await first.stop();
    await appendFile(newest, lines.slice(6).join(''));
    const second = await listenTo(hub, 'sim', {}, { after: first.position });
    await expect.poll(() => second.lines, PATIENT).toEqual(bare(lines.slice(6)));
  });

  it('streams to each listener the events that match its filter', async () => {
    const lines = linesOf(400);
    const { hub, newest, written } = await setUp([]);
    const filters = [
      { event_types: ['DECISION'] },
      { agent_ids: ['agent_001', ''] },
      { event_types: ['ENV'], agent_ids: ['agent_002'] },
      { turn_start: 2 },
      { start_timestamp: '2026-10-04T14:00:05Z' },
    ];
    const listeners = await Promise.all(filters.map((filter) => listenTo(hub, 'sim', filter)));
    await appendFile(newest, lines.slice(0, 300).join(''));
    await appendFile(newest, lines.slice(300).join(''));
    for (const [index, filter] of filters.entries()) {
      await expect.poll(() => listeners[index]?.lines, PATIENT).toEqual(written(filter));
    }
    expect(written(filters[0]).length).toBeGreaterThan(10);
  });

  it('is not delayed by a slow reader, buffers little for it, and loses nothing', async () => {
    const lines = linesOf(3000);
    const { hub, newest, written } = await setUp(lines.slice(0, 1), { ringBytes: 20_000 });
    let goOn = (): void => undefined;
    const slow = await listenTo(
      hub,
      'sim',
      {},
      {
        pace: ({ type }) =>
          type === 'events' ? new Promise((resolve) => (goOn = resolve)) : Promise.resolve(),
      },
    );
    const quick = await listenTo(hub, 'sim');
    for (let at = 1; at < lines.length; at += 500) {
      await appendFile(newest, lines.slice(at, at + 500).join(''));
      const so = Math.min(lines.length, at + 500) - 1;
      await expect.poll(() => quick.lines.length, PATIENT).toBe(so);
    }
    // By now the slow reader has read one message.
    expect(slow.lines.length).toBeLessThan(1000);
    await expect
      .poll(() => {
        goOn();
        return slow.lines.length;
      }, PATIENT)
      .toBe(lines.length - 1);
    expect(slow.lines).toEqual(written().slice(1));
    expect(quick.lines).toEqual(written().slice(1));
    goOn();
  });

  it('reads the stream once for a hundred listeners', async () => {
    const lines = linesOf(600);
    const { hub, newest, reads } = await setUp(lines.slice(0, 100));
    const listeners = await Promise.all(Array.from({ length: 100 }, () => listenTo(hub, 'sim')));
    await appendFile(newest, lines.slice(100, 110).join(''));
    for (const { lines: heard } of listeners) {
      await expect.poll(() => heard.length, PATIENT).toBe(10);
    }
    const before = reads();
    for (let at = 110; at < 600; at += 70) {
      await appendFile(newest, lines.slice(at, at + 70).join(''));
      await expect.poll(() => listeners[0]?.lines.length, PATIENT).toBe(at + 70 - 100);
    }
    for (const listener of listeners) {
      await expect.poll(() => listener.lines, PATIENT).toEqual(bare(lines.slice(100)));
    }
    // Something changed seven times; on a busy machine the hub may look several times at each.
    expect(reads() - before).toBeLessThan(100);
    expect(listeners.every(({ resets }) => resets === 0)).toBe(true);
    const last = listeners.map(({ messages }) =>
      messages.findLast(({ type }) => type === 'events'),
    );
    expect(new Set(last).size).toBe(1);
  });

  it('brings a hundred reconnecting listeners up to date at little cost', async () => {
    const lines = linesOf(7000);
    const { hub, newest, store, reads } = await setUp(lines.slice(0, 10));
    const before = await listenTo(hub, 'sim');
    await before.stop();
    await appendFile(newest, lines.slice(10).join(''));
    await expect
      .poll(async () => (await store.describe('sim')).event_count, PATIENT)
      .toBe(lines.length);
    const listeners = await Promise.all(
      Array.from({ length: 100 }, () => listenTo(hub, 'sim', {}, { after: before.position })),
    );
    for (const listener of listeners) {
      await expect.poll(() => listener.lines.length, PATIENT).toBe(lines.length - 10);
    }
    expect(listeners[99]?.lines).toEqual(bare(lines.slice(10)));
    // One read at each start, and one for the rest after three shared stretches.
    expect(reads()).toBeLessThan(300);
  });

  it.each<[string, (newest: string) => Promise<void>]>([
    ['shortened', (newest) => truncate(newest, 1000)],
    ['rewritten', (newest) => writeFile(newest, linesOf(50, 2).join(''))],
    [
      'replaced',
      async (newest) => {
        await writeFile(`${newest}.new`, linesOf(10, 3).join(''));
        await rename(`${newest}.new`, newest);
      },
    ],
    [
      'edited in place',
      async (newest) => {
        await writeFile(newest, linesOf(30).join('').replaceAll('agent_00', 'agent_99'));
        await utimes(newest, new Date(), new Date(Date.now() + 5000));
      },
    ],
  ])('reports a reset when the files were %s, and begins again', async (_, change) => {
    const { hub, newest, written } = await setUp(linesOf(30));
    const early = await listenTo(hub, 'sim', {}, { after: 'start' });
    await expect.poll(() => early.lines.length, PATIENT).toBe(30);
    const late = await listenTo(hub, 'sim');
    await change(newest);
    for (const listener of [early, late]) {
      await expect.poll(() => listener.resets, PATIENT).toBeGreaterThan(0);
      await expect.poll(() => listener.lines, PATIENT).toEqual(written());
    }
    await appendFile(newest, `\n${linesOf(5, 4).join('')}`);
    for (const listener of [early, late]) {
      await expect.poll(() => listener.lines, PATIENT).toEqual(written());
    }
  });

  it('reports a reset at once to a listener whose position is gone', async () => {
    const { hub, newest, written } = await setUp(linesOf(30));
    const before = await listenTo(hub, 'sim');
    await before.stop();
    await writeFile(newest, linesOf(20, 2).join(''));
    const after = await listenTo(hub, 'sim', {}, { after: before.position });
    expect(after.messages[0]?.type).toBe('reset');
    await expect.poll(() => after.lines, PATIENT).toEqual(written());
    expect(after.resets).toBe(1);
  });

  it('begins with progress, and reports it again only when it changes', async () => {
    const lines = linesOf(200);
    const { hub, newest } = await setUp(lines.slice(0, 20));
    const listener = await listenTo(hub, 'sim', {}, { withEvents: false });
    const told = (): readonly (StreamProgress | undefined)[] =>
      listener.messages.map((message) =>
        message.type === 'progress' ? message.progress : undefined,
      );
    await expect.poll(() => told().at(-1)?.event_count, PATIENT).toBe(20);
    const startMs = performance.now();
    for (let at = 20; at < 200; at += 10) {
      await appendFile(newest, lines.slice(at, at + 10).join(''));
    }
    await expect.poll(() => told().at(-1)?.event_count, PATIENT).toBe(200);
    await expect.poll(() => told().at(-1)?.index.state, PATIENT).toBe('ready');
    const quarters = Math.ceil((performance.now() - startMs) / 250);
    expect(told().length).toBeLessThanOrEqual(quarters + 3);
    expect(told().at(-1)).toMatchObject({ turn: 1, end_time: expect.any(BigInt) });
    for (const [at, progress] of told().entries()) {
      expect(progress).toBeDefined();
      expect(progress).not.toEqual(told()[at + 1]);
    }
  });

  it('knows no simulation that is not there, and no time that is none', async () => {
    const { hub } = await setUp(linesOf(1));
    await expect(hub.streamEvents('nobody')).rejects.toThrow(SimulationNotFoundError);
    await expect(hub.streamEvents('sim', { start_timestamp: 'soon' })).rejects.toThrow(
      InvalidParametersError,
    );
  });

  it('fails when the simulation is removed, and streams again when it is made anew', async () => {
    const lines = linesOf(6);
    const { hub, folder, newest } = await setUp(lines.slice(0, 3));
    const listener = await listenTo(hub, 'sim');
    await rm(folder, { recursive: true });
    await expect(listener.ended).rejects.toThrow(SimulationNotFoundError);
    await mkdir(folder);
    await writeFile(newest, lines.join(''));
    const again = await listenTo(hub, 'sim', {}, { after: 'start' });
    await expect.poll(() => again.lines, PATIENT).toEqual(bare(lines));
  });

  it('ends for a listener that stops, and for all when it is closed', async () => {
    const { hub, newest } = await setUp(linesOf(3));
    const [one, other] = [await listenTo(hub, 'sim'), await listenTo(hub, 'sim')];
    await one.stop();
    const [line = ''] = linesOf(1, 2);
    await appendFile(newest, line);
    await expect.poll(() => other.lines.length, PATIENT).toBe(1);
    expect(one.lines).toEqual([]);
    hub.close();
    await other.ended;
    const after = await hub.streamEvents('sim');
    expect(await after.next()).toMatchObject({ done: true });
  });

  it('reads nothing without listeners', async () => {
    const { root, hub, newest, store, reads } = await setUp(linesOf(3));
    const listener = await listenTo(hub, 'sim');
    const unheard = await hub.streamEvents('sim');
    await listener.stop();
    const before = reads();
    const other = createLiveHub({ outputRoot: root, store });
    onTestFinished(() => other.close());
    const witness = await listenTo(other, 'sim');
    await appendFile(newest, linesOf(4, 2).join(''));
    await expect.poll(() => witness.lines.length, PATIENT).toBe(4);
    // One read may have been running.
    expect(reads()).toBeLessThanOrEqual(before + 1);
    await unheard.return(undefined);
  });
});
