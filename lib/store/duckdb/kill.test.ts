import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventFilter } from '../../filters/event-filter';
import { buildSimulation } from '../../testing/build-simulation';
import {
  startIndexingProcess,
  type IndexingProcess,
  type IndexingRun,
} from '../../testing/index-until-killed';
import { createSeededRandom } from '../../simulation/seeded-random';
import { makeTempRoot } from '../../testing/temp-root';
import { writeSimulation } from '../../testing/write-simulation';
import type { SimulationStatistics } from '../event-store';
import { openDuckDbStore } from './open-duckdb-store';

const SIMULATION_ID = 'sim';
const KILLS = 20;
/** Of some thirty commits, so that indexing a run takes many processes. */
const MOST_COMMITS = 2;
const LONGEST_MS = 80;
/** The number of processes that start while another one works. */
const PROCESSES_AHEAD = 2;
const AS_LONG_AS_IT_TAKES_MS = 600_000;

describe('indexing that is killed', () => {
  it(
    'continues in the next process after the last commit, and ends with the same index as without kills',
    { timeout: AS_LONG_AS_IT_TAKES_MS },
    async () => {
      const outputRoot = (await makeTempRoot(onTestFinished)).path;
      const events = buildSimulation({
        simulationId: SIMULATION_ID,
        turns: 240,
        eventsPerTurn: 500,
      });
      const { bytes } = writeSimulation(outputRoot, SIMULATION_ID, events, {
        maxFileBytes: 4_000_000,
      });
      expect(bytes).toBeGreaterThan(60_000_000);
      const fresh = await askStore(outputRoot, (await makeTempRoot(onTestFinished)).path);

      const random = createSeededRandom(9);
      const takeProcess = startProcesses();
      const allRuns: IndexingRun[] = [];
      const kills = (): number => allRuns.filter(({ isKilled }) => isKilled).length;
      while (kills() < KILLS) {
        const indexDir = (await makeTempRoot(onTestFinished)).path;
        const task = { outputRoot, indexDir, simulationId: SIMULATION_ID };
        const runs: IndexingRun[] = [];
        while (kills() < KILLS && runs.at(-1)?.isReady !== true) {
          const moment = {
            commits: random.int(0, MOST_COMMITS),
            thenMs: random.next() * LONGEST_MS,
          };
          const run = await takeProcess().run(task, moment);
          runs.push(run);
          allRuns.push(run);
        }
        expect(findLosses(runs)).toEqual([]);
        const { description, answers } = await askStore(outputRoot, indexDir);
        expect(description).toEqual(fresh.description);
        // Compared by name: the answers hold thousands of events.
        const wrong = Object.keys(answers).filter(
          (name) => !isDeepStrictEqual(answers[name], fresh.answers[name]),
        );
        expect(wrong).toEqual([]);
      }
      // Each found an index at its start, and it was incomplete.
      const found = allRuns.flatMap((run) => run.bytesIndexed.slice(0, 1));
      expect(found.filter((at) => at > 0 && at < bytes).length).toBeGreaterThanOrEqual(KILLS / 4);
    },
  );
});

/** Processes that found less indexed than an earlier process had reported. */
function findLosses(runs: readonly IndexingRun[]): readonly { before: number; after: number }[] {
  let before = 0;
  return runs.flatMap(({ bytesIndexed }) => {
    const [after = before] = bytesIndexed;
    const isLoss = after < before;
    const loss = { before, after };
    before = bytesIndexed.at(-1) ?? before;
    return isLoss ? [loss] : [];
  });
}

/** Returns one process after another; some are started beforehand. */
function startProcesses(): () => IndexingProcess {
  const started = Array.from({ length: PROCESSES_AHEAD }, startIndexingProcess);
  onTestFinished(() => {
    for (const process of started) process.kill();
  });
  return () => {
    started.push(startIndexingProcess());
    return started.shift() ?? startIndexingProcess();
  };
}

interface StoreAnswers {
  readonly description: SimulationStatistics;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** The store's answers when everything is indexed. */
async function askStore(outputRoot: string, indexDir: string): Promise<StoreAnswers> {
  const waitMs = AS_LONG_AS_IT_TAKES_MS;
  const store = await openDuckDbStore({ outputRoot, indexDir, waitMs, describeWaitMs: waitMs });
  try {
    const description = await store.describe(SIMULATION_ID);
    const find = (filter: EventFilter) =>
      store.findEvents(SIMULATION_ID, { limit: 500, ...filter });
    const first = await find({});
    const middle = await find({ offset: Math.floor(description.event_count / 2) });
    const ids = [...first.events, ...middle.events].map(({ event_id }) => event_id);
    const answers = {
      first,
      middle,
      last: await find({ order: 'desc' }),
      ofType: await find({ event_types: ['DECISION'], offset: 5_000 }),
      ofAgents: await find({ agent_ids: ['agent_001', ''], offset: 1_000 }),
      ofTurns: await find({ turn_start: 70, turn_end: 90, offset: 7_000 }),
      events: await store.getEvents(SIMULATION_ID, ids),
      causes: await store.followLinks(SIMULATION_ID, (find) => find(ids, 'causes')),
      effects: await store.followLinks(SIMULATION_ID, (find) => find(ids, 'effects')),
    };
    return { description, answers };
  } finally {
    await store.close();
  }
}
