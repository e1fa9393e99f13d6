import { appendFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventLine } from '../events/event-line';
import type { EventCriteria } from '../filters/event-filter';
import { arbitraryEventFiles, arbitraryEventFilter } from '../testing/arbitrary-event-files';
import { buildSimulation } from '../testing/build-simulation';
import { eventFile, eventLines, writeEventFiles } from '../testing/event-files';
import { scanFolder } from '../testing/scan-files';
import { PATIENT, setUpStore, type OpenStore } from '../testing/set-up-store';
import { writeSimulation } from '../testing/write-simulation';
import type { EventStore, PlacedEvent } from './event-store';

/** The contract of every engine: reading appended events, and stream positions. */
export function describeAppendedEvents(engine: string, open: OpenStore): void {
  describe(`${engine} as a store that is appended to`, () => {
    const setUp = () => setUpStore(open);

    it('returns the stream in the order of its files, each event once, for any stretch and filter', async () => {
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
            const folder = await writeEventFiles(root, id, files);
            const expected = scanFolder(folder).listArrivals(criteria);
            const events = await readOn(store, id, 'start', { criteria, limit });
            expect(events.map(toLine)).toEqual(expected);
            // Reading may continue from any position, and stop at any position.
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

    it('reads a stream much longer than one answer, for any limit', async () => {
      const { root, store } = await setUp();
      const run = { seed: 3, turns: 40, eventsPerTurn: 900, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run), { maxFileBytes: 15_000_000 });
      const scan = scanFolder(path.join(root, 'sim'));
      for (const criteria of [{}, { turn_start: 39, event_types: ['MILESTONE'] }]) {
        const events = await readOn(store, 'sim', 'start', { criteria, limit: 5000 });
        expect(events.map(toLine)).toEqual(scan.listArrivals(criteria));
      }
    });

    it('continues from a position over appending, late events, rotation and a restart', async () => {
      const { root, indexDir, store } = await setUp();
      const lines = eventLines(60);
      const late = lines.slice(0, 10);
      const folder = await writeEventFiles(root, 'sim', [
        eventFile('events.jsonl', lines.slice(10, 20)),
      ]);
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
      const again = await open({ outputRoot: root, indexDir, ...PATIENT });
      onTestFinished(() => again.close());
      const third = await readOn(again, 'sim', position);
      expect(third.map(({ text }) => `${text}\n`)).toEqual(lines.slice(40));
      expect((await readOn(again, 'sim', begin)).map(toLine)).toEqual(
        [...first, ...second, ...third].map(toLine),
      );
    });

    it('continues from a position when parts are numbered anew, as logrotate does', async () => {
      const { root, store } = await setUp();
      const lines = eventLines(50);
      const folder = await writeEventFiles(root, 'sim', [
        eventFile('events.jsonl.1', lines.slice(0, 10)),
        eventFile('events.jsonl', lines.slice(10, 20)),
      ]);
      const at = (name: string): string => path.join(folder, name);
      const first = await readOn(store, 'sim', 'start');
      expect(first.map(({ text }) => `${text}\n`)).toEqual(lines.slice(0, 20));
      await appendFile(at('events.jsonl'), lines.slice(20, 30).join(''));
      for (let number = 2; number <= 3; number++) {
        for (let last = number - 1; last > 0; last--) {
          await rename(at(`events.jsonl.${last}`), at(`events.jsonl.${last + 1}`));
        }
        await rename(at('events.jsonl'), at('events.jsonl.1'));
        await writeFile(
          at('events.jsonl'),
          lines.slice(number * 10 + 10, number * 10 + 20).join(''),
        );
      }
      const second = await readOn(store, 'sim', first.at(-1)!.position);
      expect(second.map(({ text }) => `${text}\n`)).toEqual(lines.slice(20));
      expect((await readOn(store, 'sim', 'start')).map(toLine)).toEqual(
        [...first, ...second].map(toLine),
      );
      expect((await store.describe('sim')).files.map(({ name }) => name)).toEqual([
        ...['events.jsonl.3', 'events.jsonl.2', 'events.jsonl.1', 'events.jsonl'],
      ]);
    });

    it('loses nothing that a second writer appends to a part after its renaming', async () => {
      const { root, store } = await setUp();
      const lines = eventLines(30);
      const folder = await writeEventFiles(root, 'sim', [
        eventFile('events.jsonl', lines.slice(0, 10)),
      ]);
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
      ['rewritten longer', (newest) => writeFile(newest, eventLines(50, 2).join(''))],
      [
        'replaced',
        async (newest) => {
          await writeFile(`${newest}.new`, eventLines(50, 3).join(''));
          await rename(`${newest}.new`, newest);
        },
      ],
      [
        'joined by an older part',
        (_, folder) =>
          writeFile(
            path.join(folder, 'events_2020-01-01_00-00-00.jsonl'),
            eventLines(9, 4).join(''),
          ),
      ],
      [
        'left with one part fewer',
        (_, folder) => rm(path.join(folder, 'events_2026-01-01_00-00-00.jsonl')),
      ],
    ])('begins again when the stream was %s', async (_, change) => {
      const { root, store } = await setUp();
      const folder = await writeEventFiles(root, 'sim', [
        eventFile('events_2026-01-01_00-00-00.jsonl', eventLines(12, 5)),
        eventFile('events.jsonl', eventLines(30)),
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
      'begins again when the position is invalid: %j',
      async (position) => {
        const { root, store } = await setUp();
        await writeEventFiles(root, 'sim', [eventFile('events.jsonl', eventLines(5))]);
        const answer = await store.readAppended('sim', position, {}, { limit: 10 });
        expect(answer).toMatchObject({ isReset: true, isAtEnd: true });
        expect(answer.events).toHaveLength(5);
      },
    );

    it('reports the progress of a simulation', async () => {
      const { root, store } = await setUp();
      const folder = await writeEventFiles(root, 'sim', [
        eventFile('events.jsonl', eventLines(30)),
      ]);
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
  });
}

/** Reads on from a position to the end, or to `until`. */
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
