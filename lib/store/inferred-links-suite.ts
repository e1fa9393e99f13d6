import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INFERENCE_RULES } from '../causality/causal-link';
import { arbitraryTurnFiles } from '../testing/arbitrary-turns';
import { buildSimulation } from '../testing/build-simulation';
import { writeEventFiles } from '../testing/event-files';
import { scanFiles, scanFolder } from '../testing/scan-files';
import { setUpStore, type OpenStore } from '../testing/set-up-store';
import { writeSimulation } from '../testing/write-simulation';

/** The contract of every engine: inferred links. */
export function describeInferredLinks(engine: string, open: OpenStore): void {
  describe(`${engine} inferring links`, () => {
    const setUp = () => setUpStore(open);

    it('finds the links of each rule, like a scan of the files', async () => {
      const { root, store } = await setUp();
      const rules = new Set<string>();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(arbitraryTurnFiles, fc.nat(), async (files, pick) => {
          const id = `sim-${String(run++)}`;
          await writeEventFiles(root, id, files);
          const scan = scanFiles(files);
          const ids = [...new Set(scan.events.map((event) => event.event_id)), 'nothing'];
          const some = ids.filter((_, i) => (i + pick) % 4 === 0);
          for (const asked of [ids, some, ids.slice(pick % ids.length).slice(0, 1)]) {
            for (const direction of ['causes', 'effects'] as const) {
              const found = await store.followLinks(id, (_, infer) => infer(asked, direction));
              const links = scan.inferLinks(asked, direction);
              expect(found).toEqual({ links, truncated: false });
              for (const { rule } of links) rules.add(rule);
            }
          }
        }),
        { numRuns: 60, seed: 20_261_004, endOnFailure: true },
      );
      expect([...rules].sort()).toEqual([...INFERENCE_RULES].sort());
    }, 120_000);

    it('finds the same links in one walk, after any earlier requests', async () => {
      const { root, store } = await setUp();
      const run = { seed: 5, turns: 6, eventsPerTurn: 40, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run));
      const scan = scanFolder(path.join(root, 'sim'));
      await store.followLinks('sim', async (_, infer) => {
        for (const { event_id } of scan.events) {
          for (const direction of ['causes', 'effects'] as const) {
            const { links } = await infer([event_id], direction);
            expect(links).toEqual(scan.inferLinks([event_id], direction));
          }
        }
      });
    });

    it('returns the first links up to the limit, and reports that there are more', async () => {
      const { root, store } = await setUp();
      const run = { seed: 5, turns: 3, eventsPerTurn: 60, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run));
      const scan = scanFolder(path.join(root, 'sim'));
      const ids = scan.events.map((event) => event.event_id);
      const all = scan.inferLinks(ids, 'effects');
      expect(all.length).toBeGreaterThan(20);
      for (const limit of [7, all.length]) {
        const found = await store.followLinks('sim', (_, infer) => infer(ids, 'effects', limit));
        expect(found).toEqual({ links: all.slice(0, limit), truncated: limit < all.length });
      }
    });
  });
}
