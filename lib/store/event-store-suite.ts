import { appendFile, mkdir, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { IndexNotReadyError, SimulationNotFoundError } from '../errors';
import {
  arbitraryEventFiles,
  arbitraryEventFilter,
  arbitraryEventIds,
} from '../testing/arbitrary-event-files';
import { buildSimulation } from '../testing/build-simulation';
import { eventFile, eventLines, writeEventFiles } from '../testing/event-files';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { scanFolder, type FileScan } from '../testing/scan-files';
import { PATIENT, setUpStore, type OpenStore } from '../testing/set-up-store';
import { walk } from '../testing/walk';
import { writeSimulation } from '../testing/write-simulation';
import type { EventStore, SimulationStatistics } from './event-store';

/** The contract of every engine: queries, and files that change between them. */
export function describeEventStore(engine: string, open: OpenStore): void {
  describe(`${engine} as an event store`, () => {
    const setUp = () => setUpStore(open);

    /** Compares every answer of the store with a naive scan of the same files. */
    async function expectEqualToScan(
      store: EventStore,
      folder: string,
      id = 'sim',
    ): Promise<FileScan> {
      const scan = scanFolder(folder);
      const listed = (await store.listSimulations()).find((one) => one.id === id);
      const { index, ...statistics } = await store.describe(id);
      expect(statistics).toEqual(scan.describe());
      // A list from files counts the same as the index.
      const { bytes_per_second: _, ...indexed } = index;
      expect(listed).toMatchObject({
        event_count: statistics.event_count,
        agent_count: statistics.agents.length,
        first_turn: statistics.first_turn,
        last_turn: statistics.last_turn,
        start_time: statistics.start?.timestamp ?? null,
        end_time: statistics.end?.timestamp ?? null,
        bytes: index.bytes_total,
        index: indexed,
      });
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
            const folder = await writeEventFiles(root, id, files);
            const scan = await expectEqualToScan(store, folder, id);
            for (const filter of filters) {
              expect(await store.findEvents(id, filter)).toEqual(scan.findEvents(filter));
              const { sort: _, ...walked } = filter;
              expect(await walk(store, id, walked)).toEqual(
                scan.findEvents({ ...walked, limit: filter.limit ?? Infinity }).events,
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
    }, 600_000);

    it('classifies each odd line correctly', async () => {
      const { root, store } = await setUp();
      const bytes = Buffer.concat(HOSTILE_LINES.flatMap((line) => [line.bytes, Buffer.from('\n')]));
      const folder = await writeEventFiles(root, 'sim', [{ name: 'events.jsonl', bytes }]);
      await expectEqualToScan(store, folder);
      const count = (reading: string): number =>
        HOSTILE_LINES.filter((line) => line.reading === reading).length;
      const statistics = await store.describe('sim');
      expect(statistics.event_count).toBe(count('event'));
      // The NUL at the end of a line in UTF-16 is a hole, which is counted separately.
      expect(statistics.invalid_line_count).toBe(count('invalid') + 1);
    });

    it('lists the directories that hold event files, and no others', async () => {
      const { root, store } = await setUp();
      await writeEventFiles(root, 'sim-10', [{ name: 'events.jsonl', bytes: Buffer.alloc(0) }]);
      await writeEventFiles(root, 'sim-9', [
        { name: 'events_2026-10-04_14-00-00.jsonl', bytes: Buffer.alloc(0) },
      ]);
      await writeEventFiles(root, 'notes', [{ name: 'readme.jsonl', bytes: Buffer.alloc(0) }]);
      await writeFile(path.join(root, 'events.jsonl'), '');
      const found = await store.findSimulations();
      expect(found.map(({ id, problem }) => [id, problem])).toEqual([
        ['sim-9', undefined],
        ['sim-10', undefined],
      ]);
      const listed = await store.listSimulations();
      expect(listed.map(({ id }) => id)).toEqual(['sim-9', 'sim-10']);
      expect(await store.describe('sim-9')).toMatchObject({ event_count: 0, start: null });
    });

    it.each(['', '.', '..', '../sim', 'a/b', 'nobody', 'a\0b', 'notes'])(
      'knows no simulation %j',
      async (id) => {
        const { root, store } = await setUp();
        await writeEventFiles(root, 'sim', [{ name: 'events.jsonl', bytes: Buffer.alloc(0) }]);
        await mkdir(path.join(root, 'notes'));
        await expect(store.findEvents(id, {})).rejects.toThrow(SimulationNotFoundError);
        await expect(store.describe(id)).rejects.toThrow(SimulationNotFoundError);
      },
    );

    it('answers by the files as they stand: appended, rotated, finished lines', async () => {
      const { root, store } = await setUp();
      const lines = eventLines(40);
      const folder = await writeEventFiles(root, 'sim', [
        eventFile('events.jsonl', lines.slice(0, 10)),
      ]);
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

    it('gives the same answers for many small parts as for one, also after they grow', async () => {
      const { root, store } = await setUp();
      const lines = eventLines(90);
      // Times and ids alternate between the parts, some events are duplicates, and some lines are not events.
      const partOf = (at: number): string =>
        `events_2026-01-01_00-${String(Math.floor(at / 60)).padStart(2, '0')}-${String(at % 60).padStart(2, '0')}.jsonl`;
      const parts = Array.from({ length: 80 }, (_, at) =>
        eventFile(partOf(at), [
          lines[(at * 7) % 80] ?? '',
          ...(at % 9 === 0 ? ['no event\n', lines[at] ?? ''] : []),
        ]),
      );
      const newest = eventFile('events.jsonl', lines.slice(80, 84));
      const folder = await writeEventFiles(root, 'sim', [...parts, newest]);
      const scan = await expectEqualToScan(store, folder);
      expect(scan.describe().files).toHaveLength(81);

      await rename(path.join(folder, 'events.jsonl'), path.join(folder, partOf(80)));
      await writeFile(path.join(folder, 'events.jsonl'), lines.slice(84).join(''));
      await expectEqualToScan(store, folder);
      await writeFile(path.join(folder, partOf(40)), lines[3] ?? '');
      await expectEqualToScan(store, folder);
    });

    it('puts events that are late in their place', async () => {
      const { root, store } = await setUp();
      const lines = eventLines(60);
      const late = lines.filter((_, index) => index % 7 === 3);
      const rest = lines.filter((_, index) => index % 7 !== 3);
      const folder = await writeEventFiles(root, 'sim', [eventFile('events.jsonl', rest)]);
      await expectEqualToScan(store, folder);
      await appendFile(path.join(folder, 'events.jsonl'), late.join(''));
      await expectEqualToScan(store, folder);
    });

    it.each<[string, (newest: string, folder: string) => Promise<void>]>([
      ['shortened', (newest) => truncate(newest, 1000)],
      ['emptied', (newest) => truncate(newest, 0)],
      [
        'copied and cut while it was written to, which leaves a hole',
        async (newest) => {
          const { size } = await stat(newest);
          await truncate(newest, 0);
          await truncate(newest, size);
          await appendFile(newest, eventLines(5, 2).join(''));
        },
      ],
      ['rewritten shorter', (newest) => writeFile(newest, eventLines(5, 2).join(''))],
      ['rewritten longer', (newest) => writeFile(newest, eventLines(50, 2).join(''))],
      [
        'edited in place',
        async (newest) => {
          const edited = eventLines(30).join('').replace('agent_00', 'agent_99');
          await writeFile(newest, edited);
          await utimes(newest, new Date(), new Date(Date.now() + 5000));
        },
      ],
      [
        'replaced',
        async (newest) => {
          await writeFile(`${newest}.new`, eventLines(30, 3).join(''));
          await rename(`${newest}.new`, newest);
        },
      ],
      [
        'joined by an older part',
        (_, folder) => {
          const older = path.join(folder, 'events_2020-01-01_00-00-00.jsonl');
          return writeFile(older, eventLines(9, 4).join(''));
        },
      ],
      [
        'left with one part fewer',
        (_, folder) => rm(path.join(folder, 'events_2026-01-01_00-00-00.jsonl')),
      ],
    ])('notices a stream that was %s', async (_, change) => {
      const { root, store } = await setUp();
      const folder = await writeEventFiles(root, 'sim', [
        eventFile('events_2026-01-01_00-00-00.jsonl', eventLines(12, 5)),
        eventFile('events.jsonl', eventLines(30)),
      ]);
      await expectEqualToScan(store, folder);
      await change(path.join(folder, 'events.jsonl'), folder);
      await expectEqualToScan(store, folder);
    });

    it('drops a simulation whose files are gone', async () => {
      const { root, store } = await setUp();
      const folder = await writeEventFiles(root, 'sim', [eventFile('events.jsonl', eventLines(5))]);
      await expectEqualToScan(store, folder);
      await rm(folder, { recursive: true });
      await expect(store.findEvents('sim', {})).rejects.toThrow(SimulationNotFoundError);
      await expect(store.describe('sim')).rejects.toThrow(SimulationNotFoundError);
      expect(await store.findSimulations()).toEqual([]);
      expect(await store.listSimulations()).toEqual([]);
    });

    it('answers alike after it was closed and opened again', async () => {
      const { root, indexDir, store } = await setUp();
      const folder = await writeEventFiles(root, 'sim', [
        eventFile('events.jsonl', eventLines(30)),
      ]);
      await expectEqualToScan(store, folder);
      await store.close();
      await appendFile(path.join(folder, 'events.jsonl'), eventLines(5, 6).join('') + '{"torn');
      const again = await open({ outputRoot: root, indexDir, ...PATIENT });
      onTestFinished(() => again.close());
      await expectEqualToScan(again, folder);
    });

    it('shares its index folder with a second store on the same root', async () => {
      const { root, indexDir, store } = await setUp();
      const folder = await writeEventFiles(root, 'sim', [
        eventFile('events.jsonl', eventLines(30)),
      ]);
      const second = await open({ outputRoot: root, indexDir, ...PATIENT });
      onTestFinished(() => second.close());
      await Promise.all([expectEqualToScan(store, folder), expectEqualToScan(second, folder)]);
      await appendFile(path.join(folder, 'events.jsonl'), eventLines(5, 6).join(''));
      await Promise.all([expectEqualToScan(store, folder), expectEqualToScan(second, folder)]);
    });

    it('waits for the newest events of a growing run rather than refuse to answer', async () => {
      const { root, store } = await setUpStore(open, { waitMs: 0 });
      const folder = await writeEventFiles(root, 'sim', [eventFile('events.jsonl', eventLines(5))]);
      const total = async (): Promise<number> => (await store.findEvents('sim', {})).total;
      await vi.waitFor(total);
      await appendFile(path.join(folder, 'events.jsonl'), eventLines(5, 6).join(''));
      expect(await total()).toBe(10);
    });

    it('reports its progress instead of an inexact answer, then answers', async () => {
      const { root, store } = await setUpStore(open, { waitMs: 0 });
      const options = { seed: 1, turns: 100, eventsPerTurn: 400, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(options));
      expect(store.indexing()).toEqual([]);
      await expect(store.findEvents('sim', {})).rejects.toThrow(IndexNotReadyError);
      expect(store.indexing()).toMatchObject([
        { simulationId: 'sim', index: { state: 'indexing' } },
      ]);
      await expect(walk(store, 'sim')).rejects.toThrow(IndexNotReadyError);
      // Appended events are returned as far as they are indexed.
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
