import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulationNotFoundError } from '../errors';
import { arbitraryEventFiles, arbitraryEventFilter } from '../testing/arbitrary-event-files';
import { buildSimulation } from '../testing/build-simulation';
import { writeEventFiles } from '../testing/event-files';
import { scanFiles, scanFolder } from '../testing/scan-files';
import { setUpStore, type OpenStore } from '../testing/set-up-store';
import { writeSimulation } from '../testing/write-simulation';

/** The contract of every engine: counts of effects, and marks. */
export function describeEventMarks(engine: string, open: OpenStore): void {
  describe(`${engine} finds marks`, () => {
    const setUp = () => setUpStore(open);

    it('counts effects and finds marks like a scan of the files', async () => {
      const { root, store } = await setUp();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          arbitraryEventFiles,
          fc.array(arbitraryEventFilter, { minLength: 2, maxLength: 2 }),
          fc.constantFrom('a', 'é', 'price', '1', '"', 'zzz'),
          fc.constantFrom(1, 3, 2000, undefined),
          fc.nat(30),
          async (files, filters, find, buckets, row) => {
            const id = `sim-${String(run++)}`;
            await writeEventFiles(root, id, files);
            const scan = scanFiles(files);
            for (const filter of filters) {
              const found = await store.findEvents(id, filter, { countsEffects: true });
              const ids = found.events.map(({ event_id }) => event_id);
              expect(found.effect_counts).toEqual(scan.countEffects(ids));
              const { limit: _, offset: __, sort, order, ...criteria } = filter;
              expect(await store.countMarks(id, criteria, find, { buckets })).toEqual(
                scan.countMarks(criteria, find, { buckets }),
              );
              for (const direction of ['next', 'previous', undefined] as const) {
                const search = { row, direction, sort, order };
                expect(await store.findMark(id, criteria, find, search)).toEqual(
                  scan.findMark(criteria, find, search),
                );
              }
            }
          },
        ),
        { numRuns: 60, seed: 20_261_122, endOnFailure: true },
      );
    }, 120_000);

    it('steps through the marks of a long run, in both directions and around its ends', async () => {
      const { root, store } = await setUp();
      const run = { seed: 4, turns: 100, eventsPerTurn: 400, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run));
      const scan = scanFolder(`${root}/sim`);
      const word = 'turn';
      for (const criteria of [{}, { event_types: ['ACTION', 'MILESTONE'] }, { q: 'start' }]) {
        const { total } = scan.findEvents(criteria);
        for (const row of [0, 1, Math.floor(total / 3), total - 1, total, total + 70_000]) {
          for (const direction of ['next', 'previous'] as const) {
            const search = { row, direction };
            const mark = await store.findMark('sim', criteria, word, search);
            expect(mark).toEqual(scan.findMark(criteria, word, search));
            expect(mark.mark).not.toBeNull();
          }
        }
        expect(await store.countMarks('sim', criteria, word, { buckets: 17 })).toEqual(
          scan.countMarks(criteria, word, { buckets: 17 }),
        );
      }
      const none = await store.findMark('sim', {}, 'nowhere to be found');
      expect(none).toEqual({ total: 40_000, mark_count: 0, mark: null });
    });

    it('counts no effects unless asked to', async () => {
      const { root, store } = await setUp();
      const run = { seed: 4, turns: 2, eventsPerTurn: 30, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run));
      expect(await store.findEvents('sim', {})).not.toHaveProperty('effect_counts');
      await expect(store.countMarks('nobody', {}, 'a')).rejects.toThrow(SimulationNotFoundError);
      await expect(store.findMark('nobody', {}, 'a')).rejects.toThrow(SimulationNotFoundError);
    });
  });
}
