import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERBOSITY_LEVELS } from '../events/verbosity';
import { createSeededRandom } from '../simulation/seeded-random';
import { arbitraryTurnFilesWithoutDuplicates } from '../testing/arbitrary-turns';
import { buildSimulation } from '../testing/build-simulation';
import { writeEventFiles } from '../testing/event-files';
import { pairOfEvents, type HeldEvent } from '../testing/pair-of-events';
import { holdEvent, plantDifference, PLANTS } from '../testing/plant-difference';
import { scanFolder } from '../testing/scan-files';
import { setUpStore, type OpenStore } from '../testing/set-up-store';
import { writeSimulation } from '../testing/write-simulation';
import { SIDES, type PairEvent, type PairScope, type RunPair } from './run-pair';

const EVERYTHING = { first: 0, last: Number.MAX_SAFE_INTEGER };
const ALL = { offset: 0, limit: 100_000 };

/** The contract of every engine: two runs side by side. */
export function describeRunPairs(engine: string, open: OpenStore): void {
  describe(`${engine} reading pairs of runs`, () => {
    const setUp = () => setUpStore(open);

    it('reads the same as a comparison of the files', async () => {
      const { root, store } = await setUp();
      let run = 0;
      let sameCount = 0;
      await fc.assert(
        fc.asyncProperty(
          arbitraryTurnFilesWithoutDuplicates,
          arbitraryTurnFilesWithoutDuplicates,
          fc.boolean(),
          fc.constantFrom(undefined, ...VERBOSITY_LEVELS),
          async (filesA, filesB, isSame, level) => {
            const ids = { a: `a-${String(run)}`, b: `b-${String(run++)}` };
            await writeEventFiles(root, ids.a, filesA);
            await writeEventFiles(root, ids.b, isSame ? filesA : filesB);
            const held = {
              a: scanFolder(path.join(root, ids.a)).events,
              b: scanFolder(path.join(root, ids.b)).events,
            };
            if (held.a.length === 0 || held.b.length === 0) return;
            const expected = await outline(pairOfEvents(held), { level });
            expect(await store.withPair(ids.a, ids.b, (pair) => outline(pair, { level }))).toEqual(
              expected,
            );
            sameCount += expected.turns.filter(({ hasSameEvents }) => hasSameEvents).length;
          },
        ),
        { numRuns: 40, seed: 20_261_203, endOnFailure: true },
      );
      expect(sameCount).toBeGreaterThan(20);
    }, 240_000);

    it('finds planted differences like a comparison of the files, with other names and ids', async () => {
      const { root, store } = await setUp();
      const random = createSeededRandom(5);
      const hold = (simulationId: string, startTime: string): readonly HeldEvent[] => {
        const options = { seed: 8, turns: 12, eventsPerTurn: 80, simulationId, startTime };
        return Array.from(buildSimulation(options), holdEvent);
      };
      const [a, again] = [hold('a', '2026-10-04T14:00:00Z'), hold('b', '2026-11-05T09:30:00Z')];
      const write = (id: string, held: readonly HeldEvent[]): void => {
        writeSimulation(
          root,
          id,
          held.map(({ text }) => JSON.parse(text)),
        );
      };
      write('a', a);
      for (const [nth, plant] of PLANTS.entries()) {
        const { b, renamed } = plantDifference(plant, random, a, again);
        const id = `b-${String(nth)}`;
        write(id, b);
        const held = { a, b: scanFolder(path.join(root, id)).events };
        const scope = { renamed: new Map(renamed) };
        const expected = await outline(pairOfEvents(held), scope);
        expect(await store.withPair('a', id, (pair) => outline(pair, scope))).toEqual(expected);
      }
    }, 240_000);

    it('compares a run with itself', async () => {
      const { root, store } = await setUp();
      writeSimulation(root, 'sim', buildSimulation({ turns: 3, eventsPerTurn: 50 }));
      const looks = await store.withPair('sim', 'sim', async (pair) =>
        (await pair.choose({})).readTurns(),
      );
      expect(looks).toHaveLength(4);
      expect(looks.every(({ hasSameOrder }) => hasSameOrder)).toBe(true);
    });

    it('rejects a run that does not exist', async () => {
      const { root, store } = await setUp();
      writeSimulation(root, 'sim', buildSimulation({ turns: 1, eventsPerTurn: 5 }));
      for (const [a, b] of [
        ['sim', 'nothing'],
        ['nothing', 'sim'],
      ] as const) {
        const asked = store.withPair(a, b, () => Promise.resolve(1));
        await expect(asked).rejects.toMatchObject({ code: 'simulation_not_found' });
      }
    });
  });
}

/** All that a pair tells. */
async function outline(pair: RunPair, scope: PairScope) {
  const scoped = await pair.choose(scope);
  const sorts = (await pair.countSorts(3)).map((sort) => JSON.stringify(sort)).sort();
  const agents = (await pair.countSorts()).flatMap(({ agent }) => agent ?? []);
  const [agent = 'nobody'] = [...agents].sort();
  const before = await tell();
  const texts = new Map(Array.from(scope.renamed ?? [], ([a, b]) => [b, a] as const));
  const isCut = await scoped.relax(EVERYTHING, { ignored: ['new_value', 'amount'], texts }, 10_000);
  return {
    sorts,
    eventCounts: pair.eventCounts,
    turnRanges: pair.turns,
    agent: (await pair.readAgent('a', agent, 3)).map(({ seq }) => seq),
    ...before,
    isCut,
    relaxed: await tell(),
  };

  async function tell() {
    const events = {
      a: await scoped.readEvents('a', EVERYTHING, ALL),
      b: await scoped.readEvents('b', EVERYTHING, ALL),
    };
    const { byTurn, bySort } = await scoped.countMatches(EVERYTHING);
    const last = events.a.at(-1)?.seq ?? 0;
    const lines = await scoped.readLines('b', [last, 0, 1], 1_000_000);
    const links = [];
    for (const side of SIDES) {
      const [first] = events[side];
      const ofTurn = events[side].filter(({ turn }) => turn === first?.turn);
      const span = [ofTurn[0]?.seq ?? 0, ofTurn.at(-1)?.seq ?? 0] as const;
      const found = await scoped.readLinks(side, span);
      const seqs = new Set(ofTurn.map(({ seq }) => seq));
      const within = found.filter(({ cause, effect }) => seqs.has(cause) && seqs.has(effect));
      links.push(within.map(({ cause, effect }) => `${String(cause)} ${String(effect)}`).sort());
    }
    return {
      scopedCounts: scoped.eventCounts,
      last: [await scoped.findLast('a'), await scoped.findLast('b')],
      turns: (await scoped.readTurns()).map(({ hasSameOrder, ...look }) => ({
        ...look,
        // An engine may not know that the order is the same.
        ...(scope.level === undefined ? { hasSameOrder } : {}),
      })),
      byTurn: [...byTurn].sort(([one], [other]) => one - other),
      bySort: bySort.map((sort) => JSON.stringify(Object.entries(sort).sort())).sort(),
      events: withPlainNumbers([...events.a, ...events.b]),
      page: (await scoped.readEvents('b', EVERYTHING, { offset: 2, limit: 3 })).map(
        ({ seq }) => seq,
      ),
      before: await scoped.countBefore('a', 2),
      variables: await scoped.compareVariables(40),
      lines: [...lines].sort(([one], [other]) => one - other),
      links,
    };
  }
}

/** Sorts and tokens numbered in the order of their first events. Contents are compared by tokens. */
function withPlainNumbers(events: readonly PairEvent[]) {
  const [sorts, tokens] = [new Map<number, number>(), new Map<number, number>()];
  const plain = (numbers: Map<number, number>, number: number): number => {
    const own = numbers.get(number) ?? numbers.size;
    numbers.set(number, own);
    return own;
  };
  return events.map(({ sort, token, content: _, ...event }) => ({
    ...event,
    sort: plain(sorts, sort),
    token: plain(tokens, token),
  }));
}
