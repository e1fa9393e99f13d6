import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NotResumableError } from '../errors';
import { isRecordedAt, VERBOSITY_LEVELS } from '../events/verbosity';
import {
  contentOf,
  EXAMPLES,
  readEvents,
  readExample,
  readRunFile,
  replay,
  runSimulation,
} from '../testing/run-simulation';
import { createMovingClock } from './moving-clock';
import { makeTempRoot } from '../testing/temp-root';
import { SimulationConfig } from './config/simulation-config';
import { SimulationOrchestrator } from './simulation-orchestrator';
import type { SimulationEngine } from './simulation-parts';

const CORPUS = new URL(
  '../../e2e/fixtures/llm-sim/Sample_Economy_3agents_20261122_063955_01/',
  import.meta.url,
).pathname;

async function makeRoot(): Promise<string> {
  const { path: root } = await makeTempRoot(onTestFinished);
  return root;
}

const clock = () => createMovingClock('2026-10-04T14:00:00Z', 1);

/** A market of two agents. */
function smallConfig(more: object = {}) {
  return SimulationConfig.fromObject({
    simulation: { name: 'Small', max_turns: 12, checkpoint_interval: 4 },
    engine: { type: 'market', interest_rate: 0.1 },
    agents: [
      { name: 'ada', type: 'simple' },
      { name: 'bo', type: 'bold' },
    ],
    ...more,
  });
}

describe('a run', () => {
  it('is named and laid out like the runs of llm-sim', async () => {
    const root = await makeRoot();
    const config = await SimulationConfig.fromYaml(path.join(CORPUS, 'config.json'));
    const { result } = await runSimulation({ config, outputRoot: root, clock: clock() });
    expect(result.runId).toBe('Sample_Economy_3agents_20261004_140000_01');
    expect((await readdir(result.directory)).sort()).toEqual((await readdir(CORPUS)).sort());
    expect((await readdir(path.join(result.directory, 'checkpoints'))).sort()).toEqual(
      (await readdir(path.join(CORPUS, 'checkpoints'))).sort(),
    );
    for (const file of [['config.json'], ['result.json'], ['checkpoints', 'last.json']]) {
      const ours = await readRunFile(result.directory, ...file);
      expect(pathsOf(ours)).toEqual(
        expect.arrayContaining([...pathsOf(await readRunFile(CORPUS, ...file))].filter(isKept)),
      );
    }
    const second = await runSimulation({ config, outputRoot: root, clock: clock() });
    expect(second.result.runId).toBe('Sample_Economy_3agents_20261004_140000_02');
  });

  it('follows the configured turns, interest and bounds', async () => {
    const outputRoot = await makeRoot();
    const config = smallConfig({
      simulation: { name: 'Bounded', max_turns: 50, termination: { max_value: 4000 } },
    });
    const { result, events } = await runSimulation({ config, outputRoot });
    expect(result).toMatchObject({ status: 'terminated' });
    expect(result.turn).toBeLessThan(50);
    expect(result.finalState.global_state['total_strength']).toBeGreaterThan(4000);
    expect(events.at(-1)).toMatchObject({
      event_type: 'MILESTONE',
      details: { milestone_type: 'simulation_end', status: 'terminated' },
    });
    const interest = events.filter(({ details }) => details?.['calculation_type'] === 'interest');
    expect(interest[0]?.description).toContain('at 10 %');
  });

  it.each(EXAMPLES)(
    'of %s is the same for a seed, byte for byte, and another for another',
    async (name) => {
      const config = await readExample(name);
      const run = async (seed: number) => {
        const outputRoot = await makeRoot();
        const options = { config: config.withSeed(seed), outputRoot, clock: clock() };
        const { result } = await runSimulation(options);
        return readFile(path.join(result.directory, 'events.jsonl'), 'utf8');
      };
      const first = await run(3);
      expect(await run(3)).toBe(first);
      expect(await run(4)).not.toBe(first);
    },
  );
});

describe('the events of a run', () => {
  it.each(VERBOSITY_LEVELS)(
    'name causes that are recorded before them, at %s',
    async (verbosity) => {
      for (const name of EXAMPLES) {
        const config = await readExample(name);
        const options = { config, outputRoot: await makeRoot(), eventVerbosity: verbosity };
        const { events, result } = await runSimulation(options);
        const known = new Set<string>();
        for (const [i, { event_id, event_type, caused_by }] of events.entries()) {
          expect(isRecordedAt(verbosity, event_type)).toBe(true);
          expect(caused_by.length > 0).toBe(i > 0);
          expect(caused_by.filter((id) => !known.has(id))).toEqual([]);
          known.add(event_id);
        }
        expect(result.counters).toMatchObject({ written: events.length, dropped: 0 });
      }
    },
  );

  it('lead from a turn over decisions, actions and changes to the next', async () => {
    const config = await readExample('grain-crisis');
    const { events } = await runSimulation({ config, outputRoot: await makeRoot() });
    const byId = new Map(events.map((event) => [event.event_id, event]));
    const causesOf = (type: string, kind: string) => {
      const found = events.filter(
        ({ event_type, details }) =>
          event_type === type && Object.values(details ?? {}).includes(kind),
      );
      return new Set(
        found.flatMap(({ caused_by }) => caused_by.map((id) => byId.get(id)?.event_type)),
      );
    };
    expect(causesOf('ACTION', 'buy')).toEqual(new Set(['DECISION']));
    expect(causesOf('ACTION', 'trade')).toEqual(new Set(['ACTION']));
    expect(causesOf('STATE', 'cash')).toContain('ACTION');
    expect(causesOf('MILESTONE', 'turn_end')).toEqual(new Set(['STATE']));
    expect(causesOf('MILESTONE', 'turn_start')).toEqual(new Set(['MILESTONE']));
  });

  it.each(EXAMPLES.flatMap((name) => [1, 2, 3].map((seed) => ({ name, seed }))))(
    'of $name with seed $seed add up to the world at every turn',
    async ({ name, seed }) => {
      const example = await readExample(name);
      const { simulation } = example.sections;
      const config = SimulationConfig.fromObject({
        ...example.sections,
        simulation: { ...simulation, max_turns: 30, checkpoint_interval: 1 },
        seed,
      });
      const { result, events } = await runSimulation({ config, outputRoot: await makeRoot() });
      for (let turn = 0; turn <= result.turn; turn++) {
        const file = `turn_${String(turn)}.json`;
        const checkpoint = await readRunFile(result.directory, 'checkpoints', file);
        const { global_state, agents } = replay(events, turn);
        expect(checkpoint).toHaveProperty('state.global_state', global_state);
        expect(checkpoint).toHaveProperty('state.agents', agents);
      }
      expect(replay(events, result.turn)).toEqual(result.finalState);
    },
  );
});

describe('a run that is stopped', () => {
  it('ends after the current step, and reports it', async () => {
    const stopping = new AbortController();
    const config = smallConfig();
    const options = {
      config,
      outputRoot: await makeRoot(),
      onProgress: ({ turn }: { turn: number }) => {
        if (turn === 6) stopping.abort();
      },
    };
    const { result, events } = await runSimulation(options, stopping.signal);
    expect(result).toMatchObject({ status: 'aborted', turn: 6 });
    expect(events.at(-1)?.details).toMatchObject({
      milestone_type: 'simulation_end',
      status: 'aborted',
    });
    expect(await readRunFile(result.directory, 'result.json')).toMatchObject({
      run_metadata: { status: 'aborted' },
      checkpoints: [0, 4, 6],
    });
    expect(replay(events, 6)).toEqual(result.finalState);
  });

  it('in the middle of a turn leaves the world as it was before that turn', async () => {
    const stopping = new AbortController();
    let decisions = 0;
    const options = {
      config: smallConfig({
        agents: [
          { name: 'ada', type: 'simple' },
          { name: 'bo', type: 'stopper' },
        ],
      }),
      outputRoot: await makeRoot(),
      parts: {
        agents: {
          stopper: () => ({
            decide: () => {
              decisions += 1;
              if (decisions === 3) stopping.abort();
              return [];
            },
          }),
        },
      },
    };
    const { result, events } = await runSimulation(options, stopping.signal);
    expect(result).toMatchObject({ status: 'aborted', turn: 2 });
    expect(
      events.some(({ turn_number, event_type }) => turn_number === 3 && event_type === 'STATE'),
    ).toBe(false);
    expect(replay(events, 3)).toEqual(result.finalState);
  });
});

describe('a run that is resumed', () => {
  it.each(EXAMPLES)('continues as if %s had never stopped', async (name) => {
    const config = await readExample(name);
    const whole = await runSimulation({ config, outputRoot: await makeRoot(), clock: clock() });

    const stopping = new AbortController();
    const outputRoot = await makeRoot();
    const stopped = await runSimulation(
      {
        config,
        outputRoot,
        onProgress: ({ turn }) => {
          if (turn === 17) stopping.abort();
        },
      },
      stopping.signal,
    );
    const saved = await SimulationConfig.fromYaml(
      path.join(stopped.result.directory, 'config.json'),
    );
    const resumed = await runSimulation({ config: saved, resumeFrom: stopped.result.directory });

    expect(resumed.result).toMatchObject({ status: 'completed', runId: stopped.result.runId });
    expect(contentOf(resumed.events, 18)).toEqual(contentOf(whole.events, 18));
    expect(resumed.result.finalState).toEqual(whole.result.finalState);
    expect(resumed.events.some(({ details }) => details?.['status'] === 'resumed')).toBe(true);
  });

  it('adds up to its world although the stream went on beyond the checkpoint', async () => {
    const outputRoot = await makeRoot();
    // Fails in turn 7, after its changes are in the stream. The last checkpoint is of turn 6.
    const failing = (failTurn: number): SimulationEngine => {
      let count = 0;
      return {
        actions: [],
        begin: () => ({ global_state: { count: 0, left: 'as it was' }, agents: {} }),
        advance: (turn) => {
          count = Number(turn.value('count')) + 1;
          turn.set({ name: 'count', value: count, causes: [turn.start] });
          if (turn.turn !== failTurn) return;
          turn.set({ name: 'left', value: 'in between', causes: [turn.start] });
          throw new Error('out of paper');
        },
      };
    };
    const config = smallConfig({ engine: { type: 'counting' } });
    const parts = (failTurn: number) => ({ engines: { counting: () => failing(failTurn) } });
    const failed = await runSimulation({ config, outputRoot, parts: parts(7) });
    expect(failed.result).toMatchObject({ status: 'failed', turn: 6, reason: 'out of paper' });

    const { result, events } = await runSimulation({
      config,
      resumeFrom: failed.result.directory,
      parts: parts(0),
    });
    expect(result).toMatchObject({ status: 'completed', turn: 12 });
    expect(result.finalState.global_state).toEqual({ count: 12, left: 'as it was' });
    expect(replay(events, 12).global_state).toEqual(result.finalState.global_state);
    expect(new Set((await readEvents(result.directory)).map(({ event_id }) => event_id)).size).toBe(
      events.length,
    );
  });

  it('is refused without a checkpoint of Causeway', async () => {
    const orchestrator = new SimulationOrchestrator({ config: smallConfig(), resumeFrom: CORPUS });
    await expect(orchestrator.run()).rejects.toThrow(NotResumableError);
    await expect(orchestrator.run()).rejects.toThrow('resume');
  });
});

/** Paths of all members, except below variables. */
function pathsOf(value: unknown, at = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([name, member]) => pathsOf(member, `${at}/${name}`)),
  ];
}

/** Paths whose members vary between runs. */
function isKept(at: string): boolean {
  return !/global_state\/|initial_location/.test(at);
}
