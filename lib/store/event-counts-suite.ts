import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexNotReadyError, SimulationNotFoundError } from '../errors';
import type { EventCriteria } from '../filters/event-filter';
import { AGENT_ORDERS } from '../filters/facet-options';
import {
  arbitraryEventFiles,
  arbitraryEventFilter,
  arbitraryEventIds,
  arbitraryHistogramOptions,
} from '../testing/arbitrary-event-files';
import { buildSimulation } from '../testing/build-simulation';
import { eventFile, writeEventFiles } from '../testing/event-files';
import { createSeededRandom } from '../simulation/seeded-random';
import { scanFiles, scanFolder, type FileScan } from '../testing/scan-files';
import { setUpStore, type OpenStore } from '../testing/set-up-store';
import { writeSimulation } from '../testing/write-simulation';
import type { EventStore } from './event-store';

/** The contract of every engine: facets, histograms, positions and partial answers. */
export function describeEventCounts(engine: string, open: OpenStore): void {
  describe(`${engine} as a store that counts`, () => {
    const setUp = () => setUpStore(open);

    /** Opens a store with a simulation of these events, and counts them by a naive scan. */
    async function setUpEvents(
      events: readonly Readonly<Record<string, unknown>>[],
    ): Promise<{ store: EventStore; scan: FileScan }> {
      const { root, store } = await setUp();
      const lines = events.map((fields, i) => {
        const event = { event_id: `event-${String(i)}`, turn_number: 0, event_type: 'ACTION' };
        const timestamp = '2026-10-04T14:00:00Z';
        return `${JSON.stringify({ ...event, timestamp, ...fields })}\n`;
      });
      const files = [eventFile('events.jsonl', lines)];
      await writeEventFiles(root, 'sim', files);
      return { store, scan: scanFiles(files) };
    }

    it('counts facets and histograms and finds positions as a scan of the files does', async () => {
      const { root, store } = await setUp();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          arbitraryEventFiles,
          fc.array(arbitraryEventFilter, { minLength: 3, maxLength: 3 }),
          fc.array(arbitraryHistogramOptions, { minLength: 2, maxLength: 2 }),
          fc.record({
            limit: fc.constantFrom(1, 2, 1000, undefined),
            name: fc.constantFrom(undefined, 'a', 'A', 'Ada', 'T', '_', '7', '\uD83D', 'Å'),
            agentOrder: fc.constantFrom(undefined, ...AGENT_ORDERS),
          }),
          arbitraryEventIds,
          async (files, filters, divisions, counting, ids) => {
            const id = `sim-${String(run++)}`;
            await writeEventFiles(root, id, files);
            const scan = scanFiles(files);
            for (const { limit: _, offset: __, ...filter } of filters) {
              const { sort, order, ...criteria } = filter;
              expect(await store.countFacets(id, criteria, counting)).toEqual(
                scan.countFacets(criteria, counting),
              );
              for (const options of divisions) {
                expect(await store.countHistogram(id, criteria, options)).toEqual(
                  scan.countHistogram(criteria, options),
                );
              }
              for (const eventId of ids) {
                expect(await store.findPosition(id, eventId, { ...criteria, sort, order })).toEqual(
                  scan.findPosition(eventId, { ...criteria, sort, order }),
                );
              }
            }
          },
        ),
        { numRuns: 60, seed: 20_261_004, endOnFailure: true },
      );
    }, 120_000);

    const criteriaOfARun: readonly EventCriteria[] = [
      {},
      { turn_start: 3, turn_end: 17 },
      { start_timestamp: '2026-10-04T14:00:20Z' },
      { event_types: ['ENV', 'ACTION'], exclude_agent_ids: ['agent_001'] },
      { agent_ids: ['', 'agent_002'], exclude_kinds: ['turn_start', 'nothing'] },
      { exclude_event_types: ['STATE', 'DETAIL'], turn_end: 9 },
      { agent_ids: ['nobody'] },
      { outcomes: ['failed'] },
      { outcomes: ['ok', 'none'], turn_end: 9, exclude_kinds: ['turn_start'] },
    ];

    it('counts a run of thousands', async () => {
      const { root, store } = await setUp();
      const options = { seed: 5, turns: 20, eventsPerTurn: 150, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(options), { maxFileBytes: 700_000 });
      const scan = scanFolder(`${root}/sim`);
      for (const criteria of criteriaOfARun) {
        const asked = JSON.stringify(criteria);
        // The second answer comes from the cache.
        for (const limit of [undefined, 3]) {
          for (const agentOrder of AGENT_ORDERS) {
            const counting = { limit, agentOrder };
            expect(await store.countFacets('sim', criteria, counting), asked).toEqual(
              scan.countFacets(criteria, counting),
            );
          }
        }
        for (const axis of ['turn', 'time'] as const) {
          for (const by of ['event_type', 'agent_id', 'none'] as const) {
            const division = { axis, by, buckets: 13, series: 4 };
            expect(await store.countHistogram('sim', criteria, division), asked).toEqual(
              scan.countHistogram(criteria, division),
            );
          }
        }
        for (const { event_id } of scan.events.filter((_, at) => at % 499 === 0)) {
          for (const order of ['asc', 'desc'] as const) {
            expect(
              await store.findPosition('sim', event_id, { ...criteria, order }),
              asked,
            ).toEqual(scan.findPosition(event_id, { ...criteria, order }));
          }
        }
      }
    });

    it('counts facets of thousands of agents and kinds', async () => {
      const random = createSeededRandom(11);
      const { store, scan } = await setUpEvents(
        Array.from({ length: 3000 }, () => ({
          turn_number: random.int(0, 999),
          agent_id: `agent ${String(random.int(0, 2500))}`,
          event_type: random.pick(['ACTION', 'DECISION', 'ENV']),
          details: {
            action_type: `kind ${String(Math.floor(random.int(0, 50) ** 2))}`,
            status: random.pick(['ok', 'failed', 'running']),
          },
        })),
      );
      for (const criteria of [
        {},
        { kinds: ['kind 4', 'kind 9'] },
        { exclude_agent_ids: ['agent 7'], event_types: ['STATE'] },
        { exclude_agent_ids: Array.from({ length: 500 }, (_, i) => `agent ${String(i)}`) },
      ]) {
        for (const name of [undefined, '9', 'KIND 4']) {
          for (const agentOrder of AGENT_ORDERS) {
            const options = { name, agentOrder };
            expect(await store.countFacets('sim', criteria, options)).toEqual(
              scan.countFacets(criteria, options),
            );
          }
        }
        const division = { by: 'agent_id' } as const;
        expect(await store.countHistogram('sim', criteria, division)).toEqual(
          scan.countHistogram(criteria, division),
        );
      }
    });

    it('lists the agents with the most failed events first, of all agents', async () => {
      const { store } = await setUpEvents([
        ...Array.from({ length: 5 }, () => ({ agent_id: 'busy', details: { status: 'ok' } })),
        ...Array.from({ length: 3 }, () => ({ agent_id: 'ada', details: { status: 'failed' } })),
        { agent_id: 'ben', details: { status: 'failed' } },
        { agent_id: 'ben' },
        { agent_id: 'ben', event_type: 'STATE', details: { status: 'failed' } },
        { agent_id: null, details: { accepted: false } },
      ]);
      const failedFirst = async (criteria: EventCriteria, limit?: number) => {
        const { agents } = await store.countFacets('sim', criteria, {
          limit,
          agentOrder: 'failed',
        });
        return agents.values.map(({ agent_id, event_count, failed_count }) => [
          agent_id,
          failed_count,
          event_count,
        ]);
      };
      expect(await failedFirst({})).toEqual([
        ['ada', 3, 3],
        ['ben', 2, 3],
        [null, 1, 1],
        ['busy', 0, 5],
      ]);
      expect(await failedFirst({ agent_ids: ['busy'] }, 1)).toEqual([['ada', 3, 3]]);
      expect(await failedFirst({ exclude_event_types: ['STATE'], q: 'failed' })).toEqual([
        ['ada', 3, 3],
        ['ben', 1, 1],
      ]);
      expect(await failedFirst({ outcomes: ['ok', 'none'] })).toEqual([
        ['busy', 0, 5],
        ['ben', 0, 1],
      ]);
    });

    it('leaves no microsecond out of a histogram of ten thousand years', async () => {
      const times = [
        '0001-01-01T00:00:00.000000Z',
        '1969-12-31T23:59:59.999999Z',
        '1970-01-01T00:00:00.000000Z',
        '2026-10-04T14:00:00.000001Z',
        '2262-04-11T23:47:16.854776Z',
        '9999-12-31T23:59:59.999999Z',
      ];
      const { store, scan } = await setUpEvents(times.map((timestamp) => ({ timestamp })));
      for (const buckets of [1, 2, 35, 36, 37, 1999, 2000]) {
        const division = { axis: 'time', buckets } as const;
        const histogram = await store.countHistogram('sim', {}, division);
        expect(histogram).toEqual(scan.countHistogram({}, division));
        expect(histogram).toMatchObject({ total: times.length });
        expect(histogram.bucket_count).toBeLessThanOrEqual(buckets);
      }
      const aroundEpoch = {
        start_timestamp: '1969-12-31T23:59:59.999998Z',
        end_timestamp: '1970-01-01T00:00:00.000001Z',
      };
      expect(await store.countHistogram('sim', aroundEpoch, { axis: 'time' })).toMatchObject({
        from: -2n,
        to: 1n,
        bucket_width: 1,
        series: [{ counts: [0, 1, 1, 0] }],
      });
    });

    it('divides one instant, one turn, a range without events, and nothing', async () => {
      const { store } = await setUpEvents([{ turn_number: 7 }, { turn_number: 7 }]);
      const divide = (criteria: EventCriteria, axis: 'turn' | 'time') =>
        store.countHistogram('sim', criteria, { axis, buckets: 50 });
      expect(await divide({}, 'turn')).toMatchObject({
        from: 7n,
        to: 7n,
        bucket_width: 1,
        bucket_count: 1,
        total: 2,
        series: [{ counts: [2] }],
      });
      expect(await divide({}, 'time')).toMatchObject({
        bucket_count: 1,
        series: [{ counts: [2] }],
      });
      expect(await divide({ turn_start: 8, turn_end: 9 }, 'turn')).toMatchObject({
        from: 8n,
        to: 9n,
        bucket_count: 2,
        total: 0,
        series: [{ counts: [0, 0] }],
      });
      for (const nothing of [{ turn_start: 8 }, { turn_start: 9, turn_end: 8 }]) {
        expect(await divide(nothing, 'turn')).toMatchObject({
          from: null,
          to: null,
          bucket_count: 0,
          total: 0,
          series: [{ counts: [] }],
        });
      }
      expect(await divide({ turn_end: Number.MAX_SAFE_INTEGER }, 'turn')).toMatchObject({
        from: 7n,
        bucket_count: 50,
        total: 2,
      });
    });

    it('finds an event among hundreds of the same microsecond', async () => {
      const { store } = await setUpEvents(
        Array.from({ length: 900 }, (_, i) => ({ agent_id: `agent ${String(i % 3)}` })),
      );
      const filter = { agent_ids: ['agent 1'] };
      const { events } = await store.findEvents('sim', filter);
      for (const offset of [0, 1, 299]) {
        const event_id = events[offset]?.event_id ?? '';
        expect(await store.findPosition('sim', event_id, filter)).toEqual({
          event_id,
          offset,
          total: 300,
          matches: true,
        });
        expect(await store.findPosition('sim', event_id, { ...filter, order: 'desc' })).toEqual({
          event_id,
          offset: 299 - offset,
          total: 300,
          matches: true,
        });
      }
      const left = await store.findPosition('sim', 'event-0', filter);
      expect(left).toEqual({ event_id: 'event-0', offset: 0, total: 300, matches: false });
      expect(await store.findPosition('sim', 'nothing', filter)).toBeUndefined();
    });

    it('finds the positions of events in a long run, matching or not', async () => {
      const { root, store } = await setUp();
      const run = { seed: 2, turns: 100, eventsPerTurn: 400, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run));
      const scan = scanFolder(`${root}/sim`);
      for (const event_types of [undefined, ['STATE'], ['MILESTONE', 'nothing'], ['nothing']]) {
        for (const order of ['asc', 'desc'] as const) {
          for (const { event_id } of scan.events.filter((_, at) => at % 6661 === 0)) {
            const filter = { event_types, order, turn_end: 90 };
            expect(await store.findPosition('sim', event_id, filter)).toEqual(
              scan.findPosition(event_id, filter),
            );
          }
        }
      }
    });

    it('rejects facets, histograms and positions of an unknown simulation', async () => {
      const { store } = await setUp();
      for (const options of [{}, { isPartial: true }]) {
        await expect(store.findEvents('nobody', {}, options)).rejects.toThrow(
          SimulationNotFoundError,
        );
        await expect(store.countFacets('nobody', {}, options)).rejects.toThrow(
          SimulationNotFoundError,
        );
        await expect(store.countHistogram('nobody', {}, options)).rejects.toThrow(
          SimulationNotFoundError,
        );
      }
      await expect(store.findPosition('nobody', 'x', {})).rejects.toThrow(SimulationNotFoundError);
    });

    it('answers from the indexed events on request, until all are indexed', async () => {
      const { root, store } = await setUpStore(open, { waitMs: 20 });
      const run = { seed: 1, turns: 300, eventsPerTurn: 400, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run), { maxFileBytes: 20_000_000 });
      const partial = { isPartial: true };
      const division = { axis: 'time', by: 'event_type', ...partial } as const;

      await expect(store.countFacets('sim', {})).rejects.toThrow(IndexNotReadyError);
      const first = await store.findEvents('sim', {}, partial);
      expect(first.index?.state).toBe('indexing');
      expect(first.total).toBeLessThan(120_000);

      let known = first.total;
      for (let state = first.index?.state; state === 'indexing';) {
        const page = await store.findEvents('sim', { limit: 5 }, partial);
        const facets = await store.countFacets('sim', {}, partial);
        const histogram = await store.countHistogram('sim', {}, division);
        for (const { total, index } of [page, facets, histogram]) {
          expect(total).toBeGreaterThanOrEqual(known);
          expect(index?.bytes_indexed).toBeLessThanOrEqual(index?.bytes_total ?? 0);
          known = total;
        }
        expect(page.events).toHaveLength(Math.min(5, page.total));
        expect(facets.event_types.values.reduce((sum, type) => sum + type.event_count, 0)).toBe(
          facets.total,
        );
        expect(histogram.series.reduce((sum, line) => sum + line.event_count, 0)).toBe(
          histogram.total,
        );
        state = histogram.index?.state;
      }
      expect(known).toBe(120_000);
    }, 60_000);

    it('reports that a partial answer is complete', async () => {
      const { store, scan } = await setUpEvents([{}, { agent_id: 'ada' }]);
      // A partial answer waits only briefly, maybe too briefly for the first index.
      await store.countFacets('sim', {});
      const { index, ...facets } = await store.countFacets('sim', {}, { isPartial: true });
      expect(facets).toEqual(scan.countFacets({}));
      expect(index).toMatchObject({ state: 'ready', events_indexed: 2 });
      expect(index?.bytes_indexed).toBe(index?.bytes_total);
      expect(await store.countFacets('sim', {})).not.toHaveProperty('index');
    });
  });
}
