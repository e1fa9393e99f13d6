import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPLANATION_DIRECTIONS } from '../causality/explain/explanation-bounds';
import type { ExplanationWindow } from '../causality/explain/explanation-window';
import { arbitraryTurnFilesWithoutDuplicates } from '../testing/arbitrary-turns';
import { buildSimulation } from '../testing/build-simulation';
import { writeEventFiles } from '../testing/event-files';
import { scanFiles, scanFolder } from '../testing/scan-files';
import { setUpStore, type OpenStore } from '../testing/set-up-store';
import { windowOfEvents } from '../testing/window-of-events';
import { writeSimulation } from '../testing/write-simulation';

/** The contract of every engine: the windows in which causes and effects are looked for. */
export function describeExplanationWindows(engine: string, open: OpenStore): void {
  describe(`${engine} reading windows`, () => {
    const setUp = () => setUpStore(open);

    it('reads the same events, links and totals as a scan of the files', async () => {
      const { root, store } = await setUp();
      let run = 0;
      let linkCount = 0;
      await fc.assert(
        fc.asyncProperty(arbitraryTurnFilesWithoutDuplicates, fc.nat(), async (files, pick) => {
          const id = `sim-${String(run++)}`;
          await writeEventFiles(root, id, files);
          const events = scanFiles(files).events.map(({ event }) => event);
          const { event_id } = events[pick % events.length] ?? { event_id: 'nothing' };
          for (const direction of EXPLANATION_DIRECTIONS) {
            const found = await store.withWindow(id, event_id, direction, (window) =>
              Promise.resolve(plain(window)),
            );
            if (events.length === 0) expect(found).toBeUndefined();
            else expect(found).toEqual(plain(windowOfEvents(events, event_id, direction).window));
            linkCount += found?.links.length ?? 0;
          }
        }),
        { numRuns: 60, seed: 20_261_201, endOnFailure: true },
      );
      expect(linkCount).toBeGreaterThan(100);
    }, 120_000);

    it('leaves out turns that are too far away, and says so', async () => {
      const { root, store } = await setUp();
      const run = { seed: 7, turns: 90, eventsPerTurn: 12, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run), { maxFileBytes: 300_000 });
      const events = scanFolder(path.join(root, 'sim')).events.map(({ event }) => event);
      for (const at of [0, 300, 700, events.length - 1]) {
        const { event_id = '' } = events[at] ?? {};
        for (const direction of EXPLANATION_DIRECTIONS) {
          const expected = windowOfEvents(events, event_id, direction).window;
          const found = await store.withWindow('sim', event_id, direction, (window) =>
            Promise.resolve(plain(window)),
          );
          expect(found).toEqual(plain(expected));
        }
      }
      const { event_id = '' } = events.at(-1) ?? {};
      expect(windowOfEvents(events, event_id).window.isCut).toBe(true);
    });

    it('reads the lines of places, up to a size', async () => {
      const { root, store } = await setUp();
      const run = { seed: 7, turns: 5, eventsPerTurn: 12, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run));
      const events = scanFolder(path.join(root, 'sim')).events.map(({ event }) => event);
      const { event_id = '' } = events.at(-1) ?? {};
      const read = await store.withWindow('sim', event_id, 'upstream', async (_, readLines) => ({
        all: await readLines([9, 3, 40]),
        none: await readLines([9, 3], 10),
      }));
      expect([...(read?.all ?? [])].map(([at, line]) => [at, line.event_id]).sort()).toEqual(
        [3, 40, 9].map((at) => [at, events[at]?.event_id]),
      );
      expect(read?.none.size).toBe(0);
    });

    it('has no window for an event that does not exist', async () => {
      const { root, store } = await setUp();
      const run = { seed: 7, turns: 2, eventsPerTurn: 12, simulationId: 'sim' };
      writeSimulation(root, 'sim', buildSimulation(run));
      const found = await store.withWindow('sim', 'nothing', 'upstream', () => Promise.resolve(1));
      expect(found).toBeUndefined();
    });
  });
}

/** A window as plain values. Links have no order. */
function plain({ earlier, links, ...window }: ExplanationWindow) {
  return {
    ...window,
    links: window.events.flatMap(({ at }) =>
      [...links.causesOf(at)]
        .sort((a, b) => a - b)
        .flatMap((cause) => links.linkOf(cause, at) ?? []),
    ),
    effects: window.events.map(({ at }) => [...links.effectsOf(at)].sort((a, b) => a - b)),
    earlier: window.events.map(({ sort }) => earlier(sort)),
  };
}
