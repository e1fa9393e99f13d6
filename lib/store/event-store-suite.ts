import {
  appendFile,
  mkdir,
  readFile,
  rename,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EventFilesUnreadableError, IndexNotReadyError, SimulationNotFoundError } from '../errors';
import type { EventLine } from '../events/event-line';
import { readEventLine } from '../events/read-event';
import type { EventCriteria, EventFilter } from '../filters/event-filter';
import {
  arbitraryEventFiles,
  arbitraryEventFilter,
  arbitraryEventIds,
} from '../testing/arbitrary-event-files';
import { buildSimulation } from '../testing/build-simulation';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { scanFolder, type EventFile, type FileScan } from '../testing/scan-files';
import { makeTempRoot } from '../testing/temp-root';
import { writeSimulation } from '../testing/write-simulation';
import type { EventStore, PlacedEvent, SimulationStatistics } from './event-store';

export interface StoreOptions {
  readonly outputRoot: string;
  /** A folder the store may write to; the same one again finds what an earlier store left there. */
  readonly indexDir: string;
  readonly waitMs: number;
}

/** What every engine promises. `open` opens a fresh store over the given root. */
export function describeEventStore(
  engine: string,
  open: (options: StoreOptions) => Promise<EventStore>,
): void {
  describe(`${engine} as an event store`, () => {
    const patient = { waitMs: 60_000, appendedWaitMs: 60_000 };

    async function setUp(): Promise<{ root: string; indexDir: string; store: EventStore }> {
      const root = (await makeTempRoot(onTestFinished)).path;
      const indexDir = (await makeTempRoot(onTestFinished)).path;
      const store = await open({ outputRoot: root, indexDir, ...patient });
      onTestFinished(() => store.close());
      return { root, indexDir, store };
    }

    /** Every question, answered by the store and by the naive scan of the same files. */
    async function expectEqualToScan(
      store: EventStore,
      folder: string,
      id = 'sim',
    ): Promise<FileScan> {
      const scan = scanFolder(folder);
      const { index, ...statistics } = await store.describe(id);
      expect(statistics).toEqual(scan.describe());
      expect(index.state).toBe('ready');
      expect(await store.findEvents(id, { limit: 10_000 })).toEqual(
        scan.findEvents({ limit: 10_000 }),
      );
      expect(await walk(store, id)).toEqual(scan.findEvents({ limit: Infinity }).events);
      const ids = [...new Set(scan.events.map((event) => event.event_id))];
      expect(await store.getEvents(id, ids)).toEqual(scan.getEvents(ids));
      expect((await store.followLinks(id, (find) => find(ids, 'causes'))).links).toEqual(
        scan.findLinks(ids, 'causes'),
      );
      return scan;
    }

    it('answers every query as a scan of the files does', async () => {
      const { root, store } = await setUp();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          arbitraryEventFiles,
          fc.array(arbitraryEventFilter, { minLength: 3, maxLength: 3 }),
          arbitraryEventIds,
          async (files, filters, ids) => {
            const id = `sim-${String(run++)}`;
            const folder = await writeFiles(root, id, files);
            const scan = await expectEqualToScan(store, folder, id);
            for (const filter of filters) {
              expect(await store.findEvents(id, filter)).toEqual(scan.findEvents(filter));
              expect(await walk(store, id, filter)).toEqual(
                scan.findEvents({ ...filter, limit: filter.limit ?? Infinity }).events,
              );
            }
            expect(await store.getEvents(id, ids)).toEqual(scan.getEvents(ids));
            for (const direction of ['causes', 'effects'] as const) {
              const { links } = await store.followLinks(id, (find) => find(ids, direction));
              expect(links).toEqual(scan.findLinks(ids, direction));
              const few = await store.followLinks(id, (find) => find(ids, direction, 2));
              expect(links).toEqual(expect.arrayContaining([...few.links]));
              expect(few.links).toHaveLength(Math.min(2, links.length));
            }
          },
        ),
        { numRuns: 60, seed: 20_261_004, endOnFailure: true },
      );
    }, 120_000);

    it('gives the stream in the order of its files, each event once, whatever stretch and filter', async () => {
      const { root, store } = await setUp();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          arbitraryEventFiles,
          arbitraryEventFilter,
          fc.integer({ min: 1, max: 8 }),
          fc.nat(1000),
          async (files, criteria, limit, pick) => {
            const id = `sim-${String(run++)}`;
            const folder = await writeFiles(root, id, files);
            const expected = scanFolder(folder).listArrivals(criteria);
            const events = await readOn(store, id, 'start', { criteria, limit });
            expect(events.map(toLine)).toEqual(expected);
            // Any position will do to go on from, and to stop at.
            const at = pick % (events.length + 1);
            const position = events[at]?.position;
            if (position !== undefined) {
              const rest = await readOn(store, id, position, { criteria });
              expect(rest.map(toLine)).toEqual(expected.slice(at + 1));
              const known = await readOn(store, id, 'start', { criteria, until: position, limit });
              expect(known.map(toLine)).toEqual(expected.slice(0, at + 1));
            }
            expect(await readOn(store, id, 'end', { criteria })).toEqual([]);
          },
        ),
        { numRuns: 60, seed: 20_261_004 },
      );
    }, 120_000);

    it('gives a stream much longer than one answer, however few of its events are asked for', async () => {
      const { root, store } = await setUp();
      const run = { seed: 3, turns: 40, eventsPerTurn: 900, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run), { maxFileBytes: 15_000_000 });
      const scan = scanFolder(path.join(root, 'sim'));
      for (const criteria of [{}, { turn_start: 39, event_types: ['MILESTONE'] }]) {
        const events = await readOn(store, 'sim', 'start', { criteria, limit: 5000 });
        expect(events.map(toLine)).toEqual(scan.listArrivals(criteria));
      }
    });

    it('goes on from a position over appending, late events, rotation and a restart', async () => {
      const { root, indexDir, store } = await setUp();
      const lines = linesOf(60);
      const late = lines.slice(0, 10);
      const folder = await writeFiles(root, 'sim', [file('events.jsonl', lines.slice(10, 20))]);
      const newest = path.join(folder, 'events.jsonl');
      const { position: begin } = await store.readAppended('sim', 'end', {}, { limit: 1 });

      await appendFile(newest, late.join(''));
      const first = await readOn(store, 'sim', begin);
      expect(first.map(({ text }) => `${text}\n`)).toEqual(late);
      let position = first.at(-1)!.position;

      await appendFile(newest, lines.slice(20, 30).join(''));
      await rename(newest, path.join(folder, 'events_2026-10-04_14-00-00.jsonl'));
      await writeFile(newest, lines.slice(30, 40).join('') + (lines[40] ?? '').slice(0, 100));
      const second = await readOn(store, 'sim', position);
      expect(second.map(({ text }) => `${text}\n`)).toEqual(lines.slice(20, 40));
      position = second.at(-1)!.position;

      await store.close();
      await appendFile(newest, (lines[40] ?? '').slice(100));
      await rename(newest, path.join(folder, 'events_2026-10-04_14-10-00.jsonl'));
      await writeFile(newest, lines.slice(41).join(''));
      const again = await open({ outputRoot: root, indexDir, ...patient });
      onTestFinished(() => again.close());
      const third = await readOn(again, 'sim', position);
      expect(third.map(({ text }) => `${text}\n`)).toEqual(lines.slice(40));
      expect((await readOn(again, 'sim', begin)).map(toLine)).toEqual(
        [...first, ...second, ...third].map(toLine),
      );
    });

    it('loses nothing that a second writer appends to a part after its renaming', async () => {
      const { root, store } = await setUp();
      const lines = linesOf(30);
      const folder = await writeFiles(root, 'sim', [file('events.jsonl', lines.slice(0, 10))]);
      const newest = path.join(folder, 'events.jsonl');
      const older = path.join(folder, 'events_2026-10-04_14-00-00.jsonl');
      await rename(newest, older);
      await writeFile(newest, lines.slice(10, 20).join(''));
      const { position } = (await readOn(store, 'sim', 'start')).at(-1)!;
      await appendFile(older, lines.slice(20).join(''));
      const rest = await readOn(store, 'sim', position);
      expect(rest.map(({ text }) => `${text}\n`)).toEqual(lines.slice(20));
      expect(await readOn(store, 'sim', rest.at(-1)!.position)).toEqual([]);
    });

    it.each<[string, (newest: string, folder: string) => Promise<void>]>([
      ['shortened', (newest) => truncate(newest, 1000)],
      ['emptied', (newest) => truncate(newest, 0)],
      ['rewritten longer', (newest) => writeFile(newest, linesOf(50, 2).join(''))],
      [
        'replaced',
        async (newest) => {
          await writeFile(`${newest}.new`, linesOf(50, 3).join(''));
          await rename(`${newest}.new`, newest);
        },
      ],
      [
        'joined by an older part',
        (_, folder) =>
          writeFile(path.join(folder, 'events_2020-01-01_00-00-00.jsonl'), linesOf(9, 4).join('')),
      ],
      [
        'left with one part fewer',
        (_, folder) => rm(path.join(folder, 'events_2026-01-01_00-00-00.jsonl')),
      ],
    ])('begins again when the stream was %s', async (_, change) => {
      const { root, store } = await setUp();
      const folder = await writeFiles(root, 'sim', [
        file('events_2026-01-01_00-00-00.jsonl', linesOf(12, 5)),
        file('events.jsonl', linesOf(30)),
      ]);
      const { position } = await store.readAppended('sim', 'end', {}, { limit: 1 });
      expect(await store.readAppended('sim', position, {}, { limit: 1 })).toMatchObject({
        events: [],
        isReset: false,
        isAtEnd: true,
      });
      await change(path.join(folder, 'events.jsonl'), folder);
      const first = await store.readAppended('sim', position, {}, { limit: 1 });
      expect(first.isReset).toBe(true);
      const rest = await readOn(store, 'sim', first.position);
      expect([...first.events, ...rest].map(toLine)).toEqual(scanFolder(folder).listArrivals({}));
    });

    it.each(['', 'nonsense', '1-2-3', '1-2-3-4', 'zzzzzzz-zzzzzzzzzzz-zzzzzzz-zzzzzzzzzzz'])(
      'begins again at what is no position: %j',
      async (position) => {
        const { root, store } = await setUp();
        await writeFiles(root, 'sim', [file('events.jsonl', linesOf(5))]);
        const answer = await store.readAppended('sim', position, {}, { limit: 10 });
        expect(answer).toMatchObject({ isReset: true, isAtEnd: true });
        expect(answer.events).toHaveLength(5);
      },
    );

    it('tells how far a simulation has come', async () => {
      const { root, store } = await setUp();
      const folder = await writeFiles(root, 'sim', [file('events.jsonl', linesOf(30))]);
      const { progress } = await store.readAppended('sim', 'end', {}, { limit: 0 });
      const { event_count, end, last_turn } = scanFolder(folder).describe();
      expect(progress).toMatchObject({ event_count, end_time: end?.time, turn: last_turn });
      expect(progress.index.bytes_indexed).toBe(progress.index.bytes_total);
      await writeFile(path.join(folder, 'events.jsonl'), '');
      expect((await store.readAppended('sim', 'start', {}, { limit: 5 })).progress).toMatchObject({
        event_count: 0,
        end_time: null,
        turn: null,
      });
    });

    it('takes each odd line for what it is', async () => {
      const { root, store } = await setUp();
      const bytes = Buffer.concat(HOSTILE_LINES.flatMap((line) => [line.bytes, Buffer.from('\n')]));
      const folder = await writeFiles(root, 'sim', [{ name: 'events.jsonl', bytes }]);
      await expectEqualToScan(store, folder);
      const count = (reading: string): number =>
        HOSTILE_LINES.filter((line) => line.reading === reading).length;
      const statistics = await store.describe('sim');
      expect(statistics.event_count).toBe(count('event'));
      expect(statistics.invalid_line_count).toBe(count('invalid'));
    });

    it('lists the directories that hold event files, and no others', async () => {
      const { root, store } = await setUp();
      await writeFiles(root, 'sim-10', [{ name: 'events.jsonl', bytes: Buffer.alloc(0) }]);
      await writeFiles(root, 'sim-9', [
        { name: 'events_2026-10-04_14-00-00.jsonl', bytes: Buffer.alloc(0) },
      ]);
      await writeFiles(root, 'notes', [{ name: 'readme.jsonl', bytes: Buffer.alloc(0) }]);
      await writeFile(path.join(root, 'events.jsonl'), '');
      expect(await store.listSimulations()).toEqual(['sim-9', 'sim-10']);
      expect(await store.describe('sim-9')).toMatchObject({ event_count: 0, start: null });
    });

    it.each(['', '.', '..', '../sim', 'a/b', 'nobody', 'a\0b', 'notes'])(
      'knows no simulation %j',
      async (id) => {
        const { root, store } = await setUp();
        await writeFiles(root, 'sim', [{ name: 'events.jsonl', bytes: Buffer.alloc(0) }]);
        await mkdir(path.join(root, 'notes'));
        await expect(store.findEvents(id, {})).rejects.toThrow(SimulationNotFoundError);
        await expect(store.describe(id)).rejects.toThrow(SimulationNotFoundError);
      },
    );

    it('answers by the files as they stand: appended, rotated, finished lines', async () => {
      const { root, store } = await setUp();
      const lines = linesOf(40);
      const folder = await writeFiles(root, 'sim', [file('events.jsonl', lines.slice(0, 10))]);
      const newest = path.join(folder, 'events.jsonl');
      await expectEqualToScan(store, folder);

      await appendFile(newest, lines.slice(10, 20).join(''));
      await expectEqualToScan(store, folder);

      const half = lines[20] ?? '';
      await appendFile(newest, half.slice(0, 100));
      expect((await expectEqualToScan(store, folder)).describe().unfinished_bytes).toBe(100);
      await appendFile(newest, half.slice(100));
      await expectEqualToScan(store, folder);

      await rename(newest, path.join(folder, 'events_2026-10-04_14-00-00.jsonl'));
      await expectEqualToScan(store, folder);
      await writeFile(newest, lines.slice(21, 30).join(''));
      await expectEqualToScan(store, folder);
      await appendFile(newest, lines.slice(30).join(''));
      const scan = await expectEqualToScan(store, folder);
      expect(scan.events).toHaveLength(40);
    });

    it('puts events that are late in their place', async () => {
      const { root, store } = await setUp();
      const lines = linesOf(60);
      const late = lines.filter((_, index) => index % 7 === 3);
      const rest = lines.filter((_, index) => index % 7 !== 3);
      const folder = await writeFiles(root, 'sim', [file('events.jsonl', rest)]);
      await expectEqualToScan(store, folder);
      await appendFile(path.join(folder, 'events.jsonl'), late.join(''));
      await expectEqualToScan(store, folder);
    });

    it.each<[string, (newest: string, folder: string) => Promise<void>]>([
      ['shortened', (newest) => truncate(newest, 1000)],
      ['emptied', (newest) => truncate(newest, 0)],
      ['rewritten shorter', (newest) => writeFile(newest, linesOf(5, 2).join(''))],
      ['rewritten longer', (newest) => writeFile(newest, linesOf(50, 2).join(''))],
      [
        'edited in place',
        async (newest) => {
          const edited = linesOf(30).join('').replace('agent_00', 'agent_99');
          await writeFile(newest, edited);
          await utimes(newest, new Date(), new Date(Date.now() + 5000));
        },
      ],
      [
        'replaced',
        async (newest) => {
          await writeFile(`${newest}.new`, linesOf(30, 3).join(''));
          await rename(`${newest}.new`, newest);
        },
      ],
      [
        'joined by an older part',
        (_, folder) => {
          const older = path.join(folder, 'events_2020-01-01_00-00-00.jsonl');
          return writeFile(older, linesOf(9, 4).join(''));
        },
      ],
      [
        'left with one part fewer',
        (_, folder) => rm(path.join(folder, 'events_2026-01-01_00-00-00.jsonl')),
      ],
    ])('notices a stream that was %s', async (_, change) => {
      const { root, store } = await setUp();
      const folder = await writeFiles(root, 'sim', [
        file('events_2026-01-01_00-00-00.jsonl', linesOf(12, 5)),
        file('events.jsonl', linesOf(30)),
      ]);
      await expectEqualToScan(store, folder);
      await change(path.join(folder, 'events.jsonl'), folder);
      await expectEqualToScan(store, folder);
    });

    it('forgets a simulation whose files are gone', async () => {
      const { root, store } = await setUp();
      const folder = await writeFiles(root, 'sim', [file('events.jsonl', linesOf(5))]);
      await expectEqualToScan(store, folder);
      await rm(folder, { recursive: true });
      await expect(store.findEvents('sim', {})).rejects.toThrow(SimulationNotFoundError);
      await expect(store.describe('sim')).rejects.toThrow(SimulationNotFoundError);
      expect(await store.listSimulations()).toEqual([]);
    });

    it('answers alike after it was closed and opened again', async () => {
      const { root, indexDir, store } = await setUp();
      const folder = await writeFiles(root, 'sim', [file('events.jsonl', linesOf(30))]);
      await expectEqualToScan(store, folder);
      await store.close();
      await appendFile(path.join(folder, 'events.jsonl'), linesOf(5, 6).join('') + '{"torn');
      const again = await open({ outputRoot: root, indexDir, ...patient });
      onTestFinished(() => again.close());
      await expectEqualToScan(again, folder);
    });

    it('shares its index folder with a second store on the same root', async () => {
      const { root, indexDir, store } = await setUp();
      const folder = await writeFiles(root, 'sim', [file('events.jsonl', linesOf(30))]);
      const second = await open({ outputRoot: root, indexDir, ...patient });
      onTestFinished(() => second.close());
      await Promise.all([expectEqualToScan(store, folder), expectEqualToScan(second, folder)]);
      await appendFile(path.join(folder, 'events.jsonl'), linesOf(5, 6).join(''));
      await Promise.all([expectEqualToScan(store, folder), expectEqualToScan(second, folder)]);
    });

    /** A run of 12,000 events in some batches. */
    async function setUpWalk() {
      const { root, store } = await setUp();
      const options = { seed: 3, turns: 24, eventsPerTurn: 500, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(options), { maxFileBytes: 3_000_000 });
      const folder = path.join(root, 'sim');
      return { root, store, folder, newest: path.join(folder, 'events.jsonl') };
    }

    describe('walking through all matches', () => {
      it.each<EventFilter>([
        {},
        { order: 'desc' },
        { offset: 4095, limit: 4098 },
        { order: 'desc', offset: 4096, limit: 5000 },
        { limit: 4096 },
        { offset: 11_999 },
        { offset: 12_000 },
        { event_types: ['MILESTONE'] },
        { agent_ids: ['agent_003'], turn_start: 20, order: 'desc' },
        { event_types: ['STATE', 'ACTION'], offset: 100, limit: 5000 },
      ])('gives what findEvents gives page by page: %j', async (filter) => {
        const { store } = await setUpWalk();
        const { offset = 0, limit = Infinity } = filter;
        const paged: EventLine[] = [];
        for (let left = limit; left > 0;) {
          const page = { ...filter, offset: offset + paged.length, limit: Math.min(left, 1000) };
          const { events } = await store.findEvents('sim', page);
          if (events.length === 0) break;
          paged.push(...events);
          left -= events.length;
        }
        expect(await walk(store, 'sim', filter)).toEqual(paged);
      });

      it('comes in batches, none of them large', async () => {
        const { root, store } = await setUp();
        const description = 'long '.repeat(200_000);
        const lines = linesOf(12).map((line) =>
          line.replace('{', `{"note":${JSON.stringify(description)},`),
        );
        await writeFiles(root, 'sim', [file('events.jsonl', lines)]);
        const counts: number[] = [];
        for await (const batch of store.eachEvent('sim', {})) counts.push(batch.length);
        expect(counts).toEqual([4, 4, 4]);
      });

      it('is of one moment: neither what is appended nor what is late shows in it', async () => {
        const { store, folder, newest } = await setUpWalk();
        const before = scanFolder(folder).findEvents({ limit: Infinity }).events;
        const batches = store.eachEvent('sim', {})[Symbol.asyncIterator]();
        const first = (await batches.next()).value;
        // In the middle of what is still to come, at the end of all, and before everything.
        for (const startTime of [
          timeOf(before[9000]),
          '2027-01-01T00:00:00Z',
          '2020-01-01T00:00:00Z',
        ]) {
          const more = { seed: 9, turns: 1, eventsPerTurn: 50, startTime, simulationId: 'sim' };
          const lines = [...buildSimulation(more)].map((event) => `${JSON.stringify(event)}\n`);
          await appendFile(newest, lines.join(''));
          expect((await store.findEvents('sim', { limit: 1 })).total).toBeGreaterThan(12_000);
        }
        expect([...(first ?? []), ...(await takeAll(batches))]).toEqual(before);
        expect(await walk(store, 'sim')).toEqual(
          scanFolder(folder).findEvents({ limit: Infinity }).events,
        );
      });

      it('holds up nobody while its taker takes its time, however much is indexed', async () => {
        const { store, newest } = await setUpWalk();
        const batches = store.eachEvent('sim', {})[Symbol.asyncIterator]();
        const first = (await batches.next()).value;
        const startTime = '2027-01-01T00:00:00Z';
        const more = { seed: 9, turns: 80, eventsPerTurn: 500, startTime, simulationId: 'sim' };
        const lines = [...buildSimulation(more)].map((event) => `${JSON.stringify(event)}\n`);
        for (const half of [lines.slice(0, 20_000), lines.slice(20_000)]) {
          await appendFile(newest, half.join(''));
          await store.findEvents('sim', { limit: 1 });
        }
        expect((await store.findEvents('sim', { limit: 1 })).total).toBe(52_000);
        expect([...(first ?? []), ...(await takeAll(batches))]).toHaveLength(12_000);
      });

      it('follows its lines into a file that rotation renamed', async () => {
        const { store, folder, newest } = await setUpWalk();
        const before = scanFolder(folder).findEvents({ limit: Infinity }).events;
        const batches = store.eachEvent('sim', {})[Symbol.asyncIterator]();
        const first = (await batches.next()).value;
        await rename(newest, path.join(folder, 'events_2030-01-01_00-00-00.jsonl'));
        await writeFile(newest, linesOf(5, 6).join(''));
        expect([...(first ?? []), ...(await takeAll(batches))]).toEqual(before);
      });

      it('starts anew when its first lines turn out not to be there', async () => {
        const { store, folder, newest } = await setUpWalk();
        await walk(store, 'sim');
        // In the middle of a file that grows at the same time it is not noticed before it is read.
        const text = await readFile(newest, 'utf8');
        const middle = text.indexOf('"event_id":"01', text.length / 2) + '"event_id":"'.length;
        const edited = `${text.slice(0, middle)}02${text.slice(middle + 2)}`;
        await writeFile(newest, edited + linesOf(4, 8).join(''));
        expect(await walk(store, 'sim', { order: 'desc' })).toEqual(
          scanFolder(folder).findEvents({ order: 'desc', limit: Infinity }).events,
        );
      });

      it('breaks off when its lines are gone, rather than leave some out', async () => {
        const { store, newest } = await setUpWalk();
        const batches = store.eachEvent('sim', {})[Symbol.asyncIterator]();
        await batches.next();
        await writeFile(newest, '');
        await expect(takeAll(batches)).rejects.toThrow(EventFilesUnreadableError);
        await expect(batches.next()).rejects.toThrow(EventFilesUnreadableError);
      });

      it('ends with the reason of its signal, whether somebody takes or not', async () => {
        const { store } = await setUpWalk();
        const reason = new Error('enough');
        const leaving = new AbortController();
        const options = { signal: leaving.signal };
        const [taken, idle, unstarted] = [1, 2, 3].map(() =>
          store.eachEvent('sim', {}, options)[Symbol.asyncIterator](),
        );
        await taken!.next();
        await idle!.next();
        const next = taken!.next();
        leaving.abort(reason);
        // What was under way may still come.
        await next.catch((error: unknown) => expect(error).toBe(reason));
        await expect(taken!.next()).rejects.toBe(reason);
        await expect(idle!.next()).rejects.toBe(reason);
        await expect(unstarted!.next()).rejects.toBe(reason);
        await expect(walk(store, 'sim', {}, options)).rejects.toBe(reason);
        expect(await walk(store, 'sim', { limit: 3 })).toHaveLength(3);
      });

      it('can be left in the middle, and the store closed while one goes on', async () => {
        const { store } = await setUpWalk();
        for await (const batch of store.eachEvent('sim', {})) {
          expect(batch.length).toBeGreaterThan(0);
          break;
        }
        const batches = store.eachEvent('sim', {})[Symbol.asyncIterator]();
        await batches.next();
        await store.close();
        await expect(batches.next()).rejects.toThrow('the store was closed');
      });

      it('rejects before its first batch when there is no such simulation', async () => {
        const { store } = await setUpWalk();
        await expect(walk(store, 'nobody')).rejects.toThrow(SimulationNotFoundError);
      });
    });

    it('says how far it is rather than answer inexactly, then answers', async () => {
      const root = (await makeTempRoot(onTestFinished)).path;
      const indexDir = (await makeTempRoot(onTestFinished)).path;
      const options = { seed: 1, turns: 100, eventsPerTurn: 400, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(options));
      const store = await open({ outputRoot: root, indexDir, waitMs: 0 });
      onTestFinished(() => store.close());
      expect(store.indexing()).toEqual([]);
      await expect(store.findEvents('sim', {})).rejects.toThrow(IndexNotReadyError);
      expect(store.indexing()).toMatchObject([
        { simulationId: 'sim', index: { state: 'indexing' } },
      ]);
      await expect(walk(store, 'sim')).rejects.toThrow(IndexNotReadyError);
      // What was appended is told as far as it is known.
      const early = await store.readAppended('sim', 'start', {}, { limit: 10 });
      expect(early).toMatchObject({ isReset: false });
      let statistics: SimulationStatistics;
      do {
        statistics = await store.describe('sim');
      } while (statistics.index.state === 'indexing');
      expect(statistics.event_count).toBe(40_000);
      expect(statistics.index.bytes_indexed).toBe(statistics.index.bytes_total);
      expect(statistics.index).not.toHaveProperty('seconds_left');
      expect(store.indexing()).toEqual([]);
    });
  });
}

/** All events that {@link EventStore.eachEvent} gives. */
async function walk(
  store: EventStore,
  simulationId: string,
  filter: EventFilter = {},
  options?: { readonly signal: AbortSignal },
): Promise<readonly EventLine[]> {
  return takeAll(store.eachEvent(simulationId, filter, options)[Symbol.asyncIterator]());
}

async function takeAll(
  batches: AsyncIterator<readonly EventLine[]>,
): Promise<readonly EventLine[]> {
  const events: EventLine[] = [];
  for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
    events.push(...next.value);
  }
  return events;
}

function timeOf(line: EventLine | undefined): string {
  return readEventLine(line?.text ?? '').event?.timestamp ?? '';
}

/** Reads on from a position until there is no more, or `until` is reached. */
async function readOn(
  store: EventStore,
  simulationId: string,
  after: string,
  {
    criteria = {},
    limit = 1000,
    until,
  }: { criteria?: EventCriteria; limit?: number; until?: string } = {},
): Promise<readonly PlacedEvent[]> {
  const events: PlacedEvent[] = [];
  let position = after;
  for (;;) {
    const read = await store.readAppended(simulationId, position, criteria, { limit, until });
    expect(read.isReset).toBe(false);
    expect(read.events.length).toBeLessThanOrEqual(limit);
    events.push(...read.events);
    position = read.position;
    if (!read.isAtEnd) continue;
    if (until !== undefined) expect(position).toBe(until);
    return events;
  }
}

function toLine({ event_id, text }: EventLine): EventLine {
  return { event_id, text };
}

export async function writeFiles(
  root: string,
  simulationId: string,
  files: readonly EventFile[],
): Promise<string> {
  const folder = path.join(root, simulationId);
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of files) await writeFile(path.join(folder, name), bytes);
  return folder;
}

export function file(name: string, lines: readonly string[]): EventFile {
  return { name, bytes: Buffer.from(lines.join('')) };
}

/** So many lines of a made-up run, each with its ending. */
function linesOf(count: number, seed = 1): readonly string[] {
  const options = { seed, turns: 1, eventsPerTurn: count, simulationId: 'sim' };
  return [...buildSimulation(options)].map((event) => `${JSON.stringify(event)}\n`);
}
