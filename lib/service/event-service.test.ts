import { execFileSync } from 'node:child_process';
import { appendFile, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDropLedger } from '../capture/drop-ledger';
import { EventNotFoundError, SimulationNotFoundError } from '../errors';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import { buildSimulation } from '../testing/build-simulation';
import { makeTempRoot } from '../testing/temp-root';
import { writeSimulation } from '../testing/write-simulation';
import { createEventService, type EventService } from './event-service';
import { PATIENT } from '../testing/set-up-store';

async function setUp(): Promise<{ root: string; indexDir: string; service: EventService }> {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const store = await openDuckDbStore({
    outputRoot: root,
    indexDir,
    ...PATIENT,
    describeWaitMs: 60_000,
  });
  onTestFinished(() => store.close());
  for (const id of ['sim-1', 'sim-2']) {
    const events = buildSimulation({ simulationId: id, turns: 2, eventsPerTurn: 10 });
    writeSimulation(root, id, events, { config: { simulation: { name: `Run ${id}` } } });
  }
  return { root, indexDir, service: createEventService({ outputRoot: root, store }) };
}

describe('a summary', () => {
  /** A writer's report of dropped events. */
  function reportOf(drops: number): string {
    const ledger = createDropLedger();
    for (let sequence = 0; sequence < drops; sequence++) {
      ledger.drop({ sequence, event_type: 'DETAIL' }, 'queue_full');
    }
    return `${JSON.stringify(ledger.takeReport('sim-1'))}\n`;
  }

  it('sums up the drops that the writer reports', async () => {
    const { root, service } = await setUp();
    const none = { dropped_event_records: 0, dropped_event_count: 0 };
    expect(await service.getSimulation('sim-1')).toMatchObject(none);
    const odd = reportOf(1).replace('"dropped":1', '"dropped":"many"');
    await appendFile(path.join(root, 'sim-1', 'events.jsonl'), reportOf(7) + reportOf(40) + odd);
    const some = { dropped_event_records: 3, dropped_event_count: 47 };
    expect(await service.getSimulation('sim-1')).toMatchObject(some);
    expect(await service.getSimulation('sim-2')).toMatchObject(none);
  });

  it('counts all reports, and reads the first thousand', async () => {
    const { root, service } = await setUp();
    const reports = Array.from({ length: 1003 }, () => reportOf(2)).join('');
    await appendFile(path.join(root, 'sim-1', 'events.jsonl'), reports);
    const counts = { dropped_event_records: 1003, dropped_event_count: 2000 };
    expect(await service.getSimulation('sim-1')).toMatchObject(counts);
  });
});

describe('the status of a simulation', () => {
  it('is in the list and the summary, with a version that changes with it', async () => {
    const { root } = await setUp();
    const indexDir = (await makeTempRoot(onTestFinished)).path;
    const store = await openDuckDbStore({
      outputRoot: root,
      indexDir,
      ...PATIENT,
      describeWaitMs: 60_000,
    });
    onTestFinished(() => store.close());
    const file = path.join(root, 'sim-1', 'events.jsonl');
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(file, `${lines.slice(0, -1).join('\n')}\n`);
    let now = (await stat(file)).mtimeMs;
    const service = createEventService({ outputRoot: root, store, now: () => now });
    const tell = async () => ({
      list: (await service.listSimulations()).map(({ status }) => status),
      summary: (await service.getSimulation('sim-1')).status,
    });
    expect(await tell()).toEqual({ list: ['live', 'finished'], summary: 'live' });
    const version = await service.getFilesVersion('sim-1');
    now += 60_000;
    expect(await tell()).toEqual({ list: ['interrupted', 'finished'], summary: 'interrupted' });
    expect(await service.getFilesVersion('sim-1')).not.toBe(version);
  });
});

describe('a position', () => {
  it('is that of an event there is', async () => {
    const { service } = await setUp();
    const { events } = await service.getFilteredEvents('sim-1');
    const event_id = events[4]?.event_id ?? '';
    expect(await service.getEventPosition('sim-1', event_id, { order: 'desc' })).toEqual({
      event_id,
      offset: events.length - 5,
      total: events.length,
      matches: true,
    });
    await expect(service.getEventPosition('sim-1', 'nothing')).rejects.toThrow(EventNotFoundError);
  });
});

describe('the version of files', () => {
  it.each<[string, (folder: string) => Promise<void>]>([
    ['a line is appended', (folder) => appendFile(path.join(folder, 'events.jsonl'), '{}\n')],
    [
      'a part is rotated away',
      (folder) =>
        rename(
          path.join(folder, 'events.jsonl'),
          path.join(folder, 'events_2026-01-01_00-00-00.jsonl'),
        ),
    ],
    [
      'a part appears',
      (folder) => writeFile(path.join(folder, 'events_2020-01-01_00-00-00.jsonl'), ''),
    ],
    [
      'the simulation is renamed in its config.json',
      (folder) => writeFile(path.join(folder, 'config.json'), '{"simulation":{"name":"Other"}}'),
    ],
    ['its config.json is removed', (folder) => rm(path.join(folder, 'config.json'))],
  ])('changes when %s', async (_, change) => {
    const { root, service } = await setUp();
    const versions = async () =>
      Promise.all(['sim-1', 'sim-2'].map((id) => service.getFilesVersion(id)));
    const [one, two] = await versions();
    expect(await versions()).toEqual([one, two]);
    await change(path.join(root, 'sim-1'));
    const [oneNow, twoNow] = await versions();
    expect(oneNow).not.toBe(one);
    expect(twoNow).toBe(two);
  });

  it('does not exist for an unknown simulation', async () => {
    const { root, service } = await setUp();
    await rm(path.join(root, 'sim-2'), { recursive: true });
    for (const id of ['sim-2', '..', '', 'a/b']) {
      await expect(service.getFilesVersion(id)).rejects.toThrow(SimulationNotFoundError);
    }
  });

  it('is shared by no two answers while a compressed part waits for room', async () => {
    const { root, indexDir } = await setUp();
    execFileSync('gzip', [path.join(root, 'sim-1', 'events.jsonl')]);
    const ask = async (keptFreeBytes?: number) => {
      const store = await openDuckDbStore({
        outputRoot: root,
        indexDir,
        keptFreeBytes,
        ...PATIENT,
        describeWaitMs: 60_000,
      });
      onTestFinished(() => store.close());
      const service = createEventService({ outputRoot: root, store });
      const { event_count, unread_files } = await service.getSimulation('sim-1');
      const versions = [await service.getFilesVersion('sim-1')];
      versions.push(await service.getFilesVersion('sim-1'));
      await store.close();
      return { event_count, unread_files, isSame: versions[0] === versions[1] };
    };
    const reason = 'compressed: decompressed it needs more room than the index folder has';
    const unread_files = [{ name: 'events.jsonl.gz', reason }];
    expect(await ask(Infinity)).toEqual({ event_count: 0, unread_files, isSame: false });
    expect(await ask()).toMatchObject({ event_count: 20, unread_files: [], isSame: true });
  });

  it('and the name are available without an index', async () => {
    const { root, indexDir, service } = await setUp();
    await service.getFilesVersion('sim-1');
    expect(await service.getSimulationName('sim-1')).toBe('Run sim-1');
    await rm(path.join(root, 'sim-1', 'config.json'));
    expect(await service.getSimulationName('sim-1')).toBe('sim-1');
    await expect(service.getSimulationName('nobody')).rejects.toThrow(SimulationNotFoundError);
    expect(await readdir(indexDir)).toEqual([]);
  });
});
