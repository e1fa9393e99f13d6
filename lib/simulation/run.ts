import type { Snapshot } from './checkpoint';
import type { LlmConfig } from './config/config-schema';
import type { EventRecorder, Trace } from './event-recorder';
import type { LoadedParts } from './load-parts';
import type { ModelAsker } from './model/ask-model';
import { createSeededRandom, seedFor, type RandomState, type SeededRandom } from './seeded-random';
import type { VerbosityLevel } from '../events/verbosity';
import type { World } from './world';

/** The mutable state of a running simulation. */
export interface Run {
  readonly parts: LoadedParts;
  readonly recorder: EventRecorder;
  readonly world: World;
  readonly seed: number;
  readonly llm: LlmConfig | null | undefined;
  readonly ask: ModelAsker;
  readonly engineRandom: SeededRandom;
  randomOf(agent: string): SeededRandom;
  /** Waits between steps, if the run is paced. */
  pace(signal: AbortSignal): Promise<void>;
  /** By agent: the reasons for the rejected actions of the last turn. */
  readonly rejections: Map<string, readonly string[]>;
  /** By agent: the events of rejections since its last decision. */
  readonly rejectedBy: Map<string, Trace>;
  readonly validation: { total_validated: number; total_rejected: number };
}

/** The random numbers of a run: one generator for the engine, and one for each agent. */
export interface Generators {
  readonly engine: SeededRandom;
  readonly of: (agent: string) => SeededRandom;
}

/** Makes generators from the seed, or from saved states. */
export function createGenerators(
  seed: number,
  agents: readonly string[],
  from?: { readonly engine: RandomState; readonly agents: Readonly<Record<string, RandomState>> },
): Generators {
  const ofAgents = new Map(
    agents.map((name) => [
      name,
      createSeededRandom(seedFor(seed, `agent ${name}`), from?.agents[name]),
    ]),
  );
  return {
    engine: createSeededRandom(seedFor(seed, 'engine'), from?.engine),
    of(agent) {
      const random = ofAgents.get(agent);
      if (random === undefined) throw new RangeError(`there is no agent ${JSON.stringify(agent)}`);
      return random;
    },
  };
}

/** The snapshot of the run at the end of a turn. */
export function takeSnapshot(
  run: Run,
  facts: {
    readonly verbosity: VerbosityLevel;
    readonly offline: boolean;
    readonly startTime: string;
    readonly boundary: Trace;
  },
): Snapshot {
  const { parts, world } = run;
  const agents = [...parts.agents];
  const traces = world.traces();
  return {
    turn: run.recorder.turn,
    world: world.state(),
    resume: {
      version: 1,
      seed: run.seed,
      verbosity: facts.verbosity,
      offline: facts.offline,
      start_time: facts.startTime,
      boundary: [...facts.boundary],
      set_by: {
        global_state: copyTraces(traces.global_state),
        agents: Object.fromEntries(
          Object.entries(traces.agents).map(([agent, each]) => [agent, copyTraces(each)]),
        ),
      },
      random: {
        engine: [...run.engineRandom.state()],
        agents: Object.fromEntries(agents.map(([name]) => [name, [...run.randomOf(name).state()]])),
      },
      engine_memory: parts.engine.saveMemory?.() ?? null,
      agent_memory: Object.fromEntries(
        agents.map(([name, agent]) => [name, agent.saveMemory?.() ?? null]),
      ),
      rejections: Object.fromEntries([...run.rejections].map(([name, why]) => [name, [...why]])),
      rejected_by: copyTraces(Object.fromEntries(run.rejectedBy)),
      validation: { ...run.validation },
    },
  };
}

/** Restores the memories of engine and agents from a snapshot. */
export function restoreMemory(run: Run, { resume }: Snapshot): void {
  const { engine, agents } = run.parts;
  if (resume.engine_memory !== null) engine.restoreMemory?.(resume.engine_memory);
  for (const [name, agent] of agents) {
    const memory = resume.agent_memory[name];
    if (memory !== undefined && memory !== null) agent.restoreMemory?.(memory);
  }
  for (const [name, why] of Object.entries(resume.rejections)) run.rejections.set(name, why);
  for (const [name, trace] of Object.entries(resume.rejected_by)) run.rejectedBy.set(name, trace);
  Object.assign(run.validation, resume.validation);
}

function copyTraces(traces: Readonly<Record<string, Trace>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(traces).map(([name, trace]) => [name, [...trace]]));
}
