import path from 'node:path';
import { EventWriter } from '../capture/event-writer';
import type { WarningLogger } from '../capture/rate-limited-warner';
import type { WriterCounters } from '../capture/writer-counters';
import { InvalidConfigError, NotResumableError } from '../errors';
import { DEFAULT_VERBOSITY, type VerbosityLevel } from '../events/verbosity';
import { readLastCheckpoint, type Snapshot } from './checkpoint';
import type { SimulationConfig } from './config/simulation-config';
import { createEventRecorder, type EventRecorder } from './event-recorder';
import { loadParts } from './load-parts';
import { createModelAsker, type ModelAsker } from './model/ask-model';
import type { LanguageModel } from './model/language-model';
import { openModel } from './model/open-model';
import { RunEventWriter } from './run-event-writer';
import { playSimulation, type SimulationStatus } from './play-simulation';
import { createGenerators, type Run } from './run';
import { makeRunDirectory } from './run-directory';
import { writeConfig, writeResult } from './run-files';
import { SYSTEM_CLOCK, type SimulationClock } from './simulation-clock';
import { createSeededRandom, seedFor, type SeededRandom } from './seeded-random';
import type { SimulationEngine, SimulationPartFactories } from './simulation-parts';
import { createWorld, type WorldState } from './world';

export interface SimulationOrchestratorOptions {
  readonly config: SimulationConfig;
  /** The directory with one sub-directory per run. It is made when missing. Default `output`. */
  readonly outputRoot?: string | undefined;
  /** Default ACTION, or the verbosity of the resumed run. */
  readonly eventVerbosity?: VerbosityLevel | undefined;
  /** The directory of a run to resume from its last checkpoint, instead of a new run under `outputRoot`. */
  readonly resumeFrom?: string | undefined;
  /** Custom engines, agents and validators, by the `type` in the configuration. */
  readonly parts?: Partial<SimulationPartFactories> | undefined;
  /** A custom model, instead of the one in `llm`. */
  readonly model?: LanguageModel | undefined;
  /** The key for the model's server, if it needs one. */
  readonly apiKey?: string | undefined;
  /** Whether to work without a model: rules decide and validate instead. Default false, or as in the resumed run. */
  readonly offline?: boolean | undefined;
  /** How long to wait after each agent and each turn, for live viewers, ms. Default 0. */
  readonly paceMs?: number | undefined;
  /** The maximum size of a part of the stream, in bytes. Default 500 MiB. */
  readonly maxFileBytes?: number | undefined;
  /** Default: the clock of this machine. */
  readonly clock?: SimulationClock | undefined;
  /** The receiver of warnings. Default `console`. */
  readonly logger?: WarningLogger | undefined;
  /** Called when the run has begun, and after each turn. */
  readonly onProgress?: ((progress: SimulationProgress) => void) | undefined;
}

export interface SimulationProgress {
  readonly runId: string;
  /** The number of complete turns. */
  readonly turn: number;
  readonly maxTurns: number;
  /** The number of events recorded in this process. */
  readonly events: number;
}

export interface SimulationResult {
  readonly runId: string;
  readonly directory: string;
  readonly status: SimulationStatus;
  /** Why the run ended. */
  readonly reason: string;
  /** The last complete turn. */
  readonly turn: number;
  readonly finalState: WorldState;
  readonly counters: WriterCounters;
  /** The error, if the run failed. */
  readonly error?: unknown;
}

/** The seed of a configuration without one. */
export const DEFAULT_SEED = 1;

/** For callers without a signal. */
const NEVER = new AbortController().signal;

/**
 * Runs a simulation. Turn by turn, agents observe and decide, a validator judges, an engine applies. Everything is recorded as
 * events with their causes, in `outputRoot/{run id}/events.jsonl`, beside `config.json`, `result.json` and `checkpoints/`.
 * Without a model, the same seed gives the same run except for ids and times.
 *
 * ```ts
 * const config = await SimulationConfig.fromYaml('simulation.yaml');
 * const orchestrator = new SimulationOrchestrator({ config, outputRoot: 'output', eventVerbosity: 'DETAIL' });
 * const { directory, status } = await orchestrator.run();
 * ```
 */
export class SimulationOrchestrator {
  readonly #options: SimulationOrchestratorOptions;

  /** Emits custom events into the stream of the run. */
  readonly eventWriter: RunEventWriter;

  constructor(options: SimulationOrchestratorOptions) {
    this.#options = options;
    this.eventWriter = new RunEventWriter(options.clock ?? SYSTEM_CLOCK);
  }

  /**
   * Runs the simulation, once. When the signal aborts, the run ends after the current step, with a checkpoint of the last
   * complete turn and the status `aborted`.
   * @throws {InvalidConfigError}, ModelUnavailableError or NotResumableError before anything is written; file system errors
   */
  async run({ signal = NEVER }: { readonly signal?: AbortSignal } = {}): Promise<SimulationResult> {
    try {
      return await this.#run(signal);
    } finally {
      this.eventWriter.end(this.#options.logger ?? console);
    }
  }

  async #run(signal: AbortSignal): Promise<SimulationResult> {
    const { config, resumeFrom, clock = SYSTEM_CLOCK, logger } = this.#options;
    const from = resumeFrom === undefined ? undefined : await readLastCheckpoint(resumeFrom);
    const offline = this.#options.offline ?? from?.resume.offline ?? false;
    const parts = await loadParts(config, { parts: this.#options.parts, offline });
    const model = offline ? undefined : await this.#findModel();
    await model?.check(signal);
    const seed = from?.resume.seed ?? config.sections.seed ?? DEFAULT_SEED;
    const names = [...parts.agents.keys()];
    const generators = createGenerators(seed, names, from?.resume.random);
    const start =
      from === undefined
        ? { initial: beginWorld(parts.engine, generators.engine, config) }
        : { snapshot: requireSameAgents(from, names, resumeFrom ?? '') };

    const directory = path.resolve(resumeFrom ?? (await this.#makeDirectory(clock)));
    const runId = path.basename(directory);
    const verbosity = this.#options.eventVerbosity ?? from?.resume.verbosity ?? DEFAULT_VERBOSITY;
    const writer = new EventWriter({
      outputDir: path.dirname(directory),
      simulationId: runId,
      verbosity,
      // The run waits for the disk between its steps. Within a step an engine may emit many events.
      maxQueueEvents: 100_000,
      maxFileBytes: this.#options.maxFileBytes,
      logger,
    });
    const recorder = createEventRecorder({ writer, simulationId: runId, verbosity, clock });
    const run: Run = {
      parts,
      recorder,
      world: createWorld(
        recorder,
        names,
        from && { state: from.world, traces: from.resume.set_by },
      ),
      seed,
      llm: config.sections.llm,
      ask: createAsker(model, config, { recorder, clock, seed }),
      engineRandom: generators.engine,
      randomOf: generators.of,
      pace: async (until) => {
        const { paceMs = 0 } = this.#options;
        if (paceMs > 0) await clock.wait(paceMs, until);
      },
      rejections: new Map(),
      rejectedBy: new Map(),
      validation: { total_validated: 0, total_rejected: 0 },
    };
    await writer.start();
    let hasBegun = false;
    try {
      await writeConfig(directory, config, seed);
      const end = await playSimulation(run, {
        runId,
        directory,
        verbosity,
        offline,
        sections: config.sections,
        from: start,
        clock,
        signal,
        onTurn: (turn) => {
          if (!hasBegun) this.eventWriter.begin({ id: runId, recorder, writer });
          hasBegun = true;
          this.#options.onProgress?.({
            runId,
            turn,
            maxTurns: config.sections.simulation.max_turns,
            events: writer.counters.emitted,
          });
        },
      });
      const counters = await writer.stop({ timeoutMs: 60_000 });
      await writeResult(directory, { runId, sections: config.sections, end, run, counters });
      const { status, reason, snapshot, error } = end;
      return {
        runId,
        directory,
        status,
        reason,
        turn: snapshot.turn,
        finalState: snapshot.world,
        counters,
        ...(error === undefined ? {} : { error }),
      };
    } finally {
      await writer.stop();
    }
  }

  /** The model, if any part asks one. @throws {InvalidConfigError} when one is needed but not configured */
  async #findModel(): Promise<LanguageModel | undefined> {
    const { config, model, apiKey } = this.#options;
    const { agents, validator, llm } = config.sections;
    const asks = [...agents, validator].some(({ type }) => type === 'llm');
    if (model !== undefined) return model;
    if (llm !== undefined && llm !== null) {
      // A model that is configured but never asked does not need to be available.
      const isOwn = [...agents, validator].some(({ module }) => typeof module === 'string');
      return asks || isOwn ? openModel({ config: llm, apiKey }) : undefined;
    }
    if (!asks) return undefined;
    const reason = 'expected a model and its host, because agents or the validator use one';
    throw new InvalidConfigError('configuration', [{ parameter: 'llm', value: 'nothing', reason }]);
  }

  async #makeDirectory(clock: SimulationClock): Promise<string> {
    const { config, outputRoot = 'output' } = this.#options;
    const { simulation, agents } = config.sections;
    const { timestamp } = clock.stamp();
    const run = { name: simulation.name, agents: agents.length, timestamp };
    return path.join(outputRoot, await makeRunDirectory(outputRoot, run));
  }
}

function createAsker(
  model: LanguageModel | undefined,
  { sections }: SimulationConfig,
  {
    recorder,
    clock,
    seed,
  }: { readonly recorder: EventRecorder; readonly clock: SimulationClock; readonly seed: number },
): ModelAsker {
  if (model === undefined) {
    return () => Promise.reject(new Error('this run has no model'));
  }
  const config = sections.llm ?? { timeout: 60, max_retries: 2, retry_delay: 0.5 };
  const jitter = createSeededRandom(seedFor(seed, 'retries')).next;
  return createModelAsker({ model, config, recorder, clock, jitter });
}

/** @throws {InvalidConfigError} when the world lacks the variable that is to end the simulation */
function beginWorld(
  engine: SimulationEngine,
  random: SeededRandom,
  { sections }: SimulationConfig,
): WorldState {
  const initial = engine.begin(random);
  const variable = sections.simulation.termination?.variable;
  if (typeof variable !== 'string' || Object.hasOwn(initial.global_state, variable)) return initial;
  const names = Object.keys(initial.global_state).join(', ');
  const reason = `expected a variable of the world: ${names}`;
  throw new InvalidConfigError('configuration', [
    { parameter: 'simulation.termination.variable', value: JSON.stringify(variable), reason },
  ]);
}

/** @throws {NotResumableError} */
function requireSameAgents(from: Snapshot, names: readonly string[], directory: string): Snapshot {
  const known = Object.keys(from.world.agents);
  if (known.length === names.length && names.every((name) => known.includes(name))) return from;
  throw new NotResumableError(
    directory,
    `its agents are ${known.join(', ')}, not ${names.join(', ')}`,
  );
}
