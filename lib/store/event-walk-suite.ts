import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EventFilesUnreadableError, SimulationNotFoundError } from '../errors';
import type { EventLine } from '../events/event-line';
import { readEventLine } from '../events/read-event';
import type { TimeOrderedFilter } from '../filters/event-filter';
import { buildSimulation } from '../testing/build-simulation';
import { eventFile, eventLines, writeEventFiles } from '../testing/event-files';
import { scanFolder } from '../testing/scan-files';
import { setUpStore, type OpenStore } from '../testing/set-up-store';
import { takeEvents, walk } from '../testing/walk';
import { writeSimulation } from '../testing/write-simulation';

/** The contract of every engine: walks through all matches. */
export function describeEventWalk(engine: string, open: OpenStore): void {
  describe(`${engine} walking through all matches`, () => {
    /** A run of 12,000 events, which takes several batches. */
    async function setUpWalk() {
      const { root, store } = await setUpStore(open);
      const options = { seed: 3, turns: 24, eventsPerTurn: 500, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(options), { maxFileBytes: 3_000_000 });
      const folder = path.join(root, 'sim');
      return { root, store, folder, newest: path.join(folder, 'events.jsonl') };
    }

    const filters: readonly TimeOrderedFilter[] = [
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
    ];

    it('returns the same events as findEvents, page by page', async () => {
      const { store } = await setUpWalk();
      for (const filter of filters) {
        const { offset = 0, limit = Infinity } = filter;
        const paged: EventLine[] = [];
        for (let left = limit; left > 0;) {
          const page = { ...filter, offset: offset + paged.length, limit: Math.min(left, 1000) };
          const { events } = await store.findEvents('sim', page);
          if (events.length === 0) break;
          paged.push(...events);
          left -= events.length;
        }
        expect(await walk(store, 'sim', filter), JSON.stringify(filter)).toEqual(paged);
      }
    });

    it('comes in batches, none of them large', async () => {
      const { root, store } = await setUpStore(open);
      const description = 'long '.repeat(200_000);
      const lines = eventLines(12).map((line) =>
        line.replace('{', `{"note":${JSON.stringify(description)},`),
      );
      await writeEventFiles(root, 'sim', [eventFile('events.jsonl', lines)]);
      const counts: number[] = [];
      for await (const batch of store.eachEvent('sim', {})) counts.push(batch.length);
      expect(counts).toEqual([4, 4, 4]);
    });

    it('is of one snapshot: neither appended nor late events appear in it', async () => {
      const { store, folder, newest } = await setUpWalk();
      const before = scanFolder(folder).findEvents({ limit: Infinity }).events;
      const batches = store.eachEvent('sim', {})[Symbol.asyncIterator]();
      const first = (await batches.next()).value;
      // Between the remaining events, after all events, and before all events.
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
      expect([...(first ?? []), ...(await takeEvents(batches))]).toEqual(before);
      expect(await walk(store, 'sim')).toEqual(
        scanFolder(folder).findEvents({ limit: Infinity }).events,
      );
    });

    it('blocks no other request while its consumer is slow, during any indexing', async () => {
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
      expect([...(first ?? []), ...(await takeEvents(batches))]).toHaveLength(12_000);
    });

    it('follows its lines into a file that rotation renamed', async () => {
      const { store, folder, newest } = await setUpWalk();
      const before = scanFolder(folder).findEvents({ limit: Infinity }).events;
      const batches = store.eachEvent('sim', {})[Symbol.asyncIterator]();
      const first = (await batches.next()).value;
      await rename(newest, path.join(folder, 'events_2030-01-01_00-00-00.jsonl'));
      await writeFile(newest, eventLines(5, 6).join(''));
      expect([...(first ?? []), ...(await takeEvents(batches))]).toEqual(before);
    });

    it('starts anew when its first lines turn out not to be there', async () => {
      const { store, folder, newest } = await setUpWalk();
      await walk(store, 'sim');
      // A change inside a file that grows at the same time goes unnoticed until the place is read.
      const text = await readFile(newest, 'utf8');
      const middle = text.indexOf('"event_id":"01', text.length / 2) + '"event_id":"'.length;
      const edited = `${text.slice(0, middle)}02${text.slice(middle + 2)}`;
      await writeFile(newest, edited + eventLines(4, 8).join(''));
      expect(await walk(store, 'sim', { order: 'desc' })).toEqual(
        scanFolder(folder).findEvents({ order: 'desc', limit: Infinity }).events,
      );
    });

    it('fails when its lines are gone, instead of leaving some out', async () => {
      const { store, newest } = await setUpWalk();
      const batches = store.eachEvent('sim', {})[Symbol.asyncIterator]();
      await batches.next();
      await writeFile(newest, '');
      await expect(takeEvents(batches)).rejects.toThrow(EventFilesUnreadableError);
      await expect(batches.next()).rejects.toThrow(EventFilesUnreadableError);
    });

    it('ends with the reason of its signal, with or without a pending request', async () => {
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
      // The running batch may still arrive.
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
}

function timeOf(line: EventLine | undefined): string {
  return readEventLine(line?.text ?? '').event?.timestamp ?? '';
}
