import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../simulation/seeded-random';
import { buildSimulation } from '../testing/build-simulation';
import { pairOfEvents, type HeldEvent } from '../testing/pair-of-events';
import {
  holdEvent,
  plantDifference,
  PLANTS,
  type PlantedDifference,
} from '../testing/plant-difference';
import { chooseScope } from './choose-scope';
import { compareRuns } from './compare-runs';
import { findDivergence } from './find-divergence';

const NO_CONFIGS = { a: { reason: 'none' }, b: { reason: 'none' } };

/** A run, and the same run at another time: with other ids and times. */
function runTwice(turns: number, eventsPerTurn: number, seed: number) {
  const options = { seed, turns, eventsPerTurn, agents: 8 };
  const hold = (simulationId: string, startTime: string): readonly HeldEvent[] =>
    Array.from(buildSimulation({ ...options, simulationId, startTime }), holdEvent);
  return { a: hold('one', '2026-10-04T14:00:00Z'), again: hold('two', '2026-11-05T09:30:00Z') };
}

/** Events that are the same and stand side by side cannot be told apart: the first of them. */
function firstOfAlike(events: readonly HeldEvent[], id: string | null): string | null {
  let at = events.findIndex(({ event_id }) => event_id === id);
  const likeness = (held: HeldEvent | undefined): string =>
    JSON.stringify([held?.event.agent_id, held?.event.details]).replace(
      /"(latency_ms|prompt_tokens|completion_tokens)":\d+/g,
      '',
    );
  while (at > 0 && likeness(events[at]) === likeness(events[at - 1])) at--;
  return events[at]?.event_id ?? null;
}

async function expectFound(
  a: readonly HeldEvent[],
  { b, kind, ids, renamed, cutShort }: PlantedDifference,
): Promise<void> {
  const pair = pairOfEvents({ a, b });
  const scope = await chooseScope(pair, []);
  const looks = await scope.scoped.readTurns();
  const { found, isCut } = await findDivergence(scope.scoped, looks);
  expect(isCut).toBe(false);
  expect([...scope.renamed]).toEqual(renamed);
  expect(scope.levels).toBeUndefined();
  expect(found?.kind ?? null).toBe(kind);
  const idOf = (run: readonly HeldEvent[], seq: number | undefined): string | null =>
    firstOfAlike(run, seq === undefined ? null : (run[seq]?.event_id ?? null));
  expect(idOf(a, found?.a?.seq)).toBe(firstOfAlike(a, ids.a));
  expect(idOf(b, found?.b?.seq)).toBe(firstOfAlike(b, ids.b));
  expect(scope.hasEnd.b).toBe(!cutShort);
}

describe.each(PLANTS)('a planted difference: %s', (plant) => {
  it('is found at the exact event, in 24 runs of 3,000 events', async () => {
    const random = createSeededRandom(PLANTS.indexOf(plant) + 1);
    for (const seed of [1, 2]) {
      const { a, again } = runTwice(30, 100, seed);
      for (let nth = 0; nth < 12; nth++) {
        await expectFound(a, plantDifference(plant, random, a, again));
      }
    }
  });
});

describe('planted differences in runs of 100,000 events', () => {
  it('are found at the exact event', async () => {
    const random = createSeededRandom(99);
    const { a, again } = runTwice(200, 500, 3);
    for (const plant of PLANTS) {
      await expectFound(a, plantDifference(plant, random, a, again));
    }
  }, 240_000);
});

describe('a run', () => {
  it('is the same as itself and as its re-run', async () => {
    const { a, again } = runTwice(20, 100, 4);
    for (const b of [a, again]) {
      const found = await compareRuns(pairOfEvents({ a, b }), { configs: NO_CONFIGS, ignored: [] });
      expect(found.same).toBe(true);
      expect(found.divergence).toBeNull();
      expect(found.counts).toEqual({
        a: 2000,
        b: 2000,
        same: 2000,
        changed: 0,
        missing: 0,
        extra: 0,
      });
      expect(found.variables.differences).toEqual([]);
      expect(found.variables.compared).toBeGreaterThan(100);
      expect(found.told).toEqual([]);
    }
  });
});
