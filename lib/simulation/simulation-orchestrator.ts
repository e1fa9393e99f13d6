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
  /** Directory whose sub-directories are runs; made when missing. Default `output`. */
  readonly outputRoot?: string | undefined;
  /** Default ACTION, or that of the run that is resumed. */
  readonly eventVerbosity?: VerbosityLevel | undefined;
  /** Directory of a run that goes on from its last checkpoint, instead of a new one under `outputRoot`. */
  readonly resumeFrom?: string | undefined;
  /** Engines, agents and validators of one's own, by the `type` a configuration names them with. */
  readonly parts?: Partial<SimulationPartFactories> | undefined;
  /** A model of one's own instead of the one that `llm` names. */
  readonly model?: LanguageModel | undefined;
  /** What the model's server asks for, if anything. */
  readonly apiKey?: string | undefined;
  /** Whether no model is to be asked: rules decide, and validate, in its place. Default false, or as in the run that is resumed. */
  readonly offline?: boolean | undefined;
  /** Milliseconds to wait after each agent and each turn, for those who watch. Default 0. */
  readonly paceMs?: number | undefined;
  /** Bytes with which a part of the stream is full. Default 500 MiB. */
  readonly maxFileBytes?: number | undefined;
  /** Default: the machine's. */
  readonly clock?: SimulationClock | undefined;
  /** Where warnings go. Default `console`. */
  readonly logger?: WarningLogger | undefined;
  /** Called once the run has begun, and after each turn. */
  readonly onProgress?: ((progress: SimulationProgress) => void) | undefined;
}

export interface SimulationProgress {
  readonly runId: string;
  /** Turns that have ended. */
  readonly turn: number;
  readonly maxTurns: number;
  /** Events recorded in this process. */
  readonly events: number;
}

export interface SimulationResult {
  readonly runId: string;
  readonly directory: string;
  readonly status: SimulationStatus;
  /** Why it ended. */
  readonly reason: string;
  /** The last turn that ended. */
  readonly turn: number;
  readonly finalState: WorldState;
  readonly counters: WriterCounters;
  /** What failed, when something did. */
  readonly error?: unknown;
}

const DEFAULT_SEED = 1;

/** Of who does not abort. */
const NEVER = new AbortController().signal;

/**
 * Runs a simulation: turn by turn, agents observe and decide, a validator judges, an engine applies. All of it is recorded
 * as events with their causes, in `outputRoot/{run id}/events.jsonl`, beside `config.json`, `result.json` and
 * `checkpoints/`. For one seed, and without a model, a run is the same every time but for ids and times.
 *
 * ```ts
 * const config = await SimulationConfig.fromYaml('simulation.yaml');
 * const orchestrator = new SimulationOrchestrator({ config, outputRoot: 'output', eventVerbosity: 'DETAIL' });
 * const { directory, status } = await orchestrator.run();
 * ```
 */
export class SimulationOrchestrator {
  readonly #options: SimulationOrchestratorOptions;

  /** Events of one's own in the stream of the run. */
  readonly eventWriter: RunEventWriter;

  constructor(options: SimulationOrchestratorOptions) {
    this.#options = options;
    this.eventWriter = new RunEventWriter(options.clock ?? SYSTEM_CLOCK);
  }

  /**
   * Once. Aborting the signal ends it after the step that is under way, with a checkpoint of the last turn that ended and
   * a result that says `aborted`.
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
      // The run waits for the disk between its steps; within one, an engine may have much to say.
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

  /** The model that is asked, when anybody asks one. @throws {InvalidConfigError} when there is none to be asked */
  async #findModel(): Promise<LanguageModel | undefined> {
    const { config, model, apiKey } = this.#options;
    const { agents, validator, llm } = config.sections;
    const asks = [...agents, validator].some(({ type }) => type === 'llm');
    if (model !== undefined) return model;
    if (llm !== undefined && llm !== null) {
      // What is configured but not asked need not be there.
      const isOwn = [...agents, validator].some(({ module }) => typeof module === 'string');
      return asks || isOwn ? openModel({ config: llm, apiKey }) : undefined;
    }
    if (!asks) return undefined;
    const reason = 'expected a model and its host, since agents or the validator are to ask one';
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
    return () => Promise.reject(new Error('there is no model to be asked in this run'));
  }
  const config = sections.llm ?? { timeout: 60, max_retries: 2, retry_delay: 0.5 };
  const jitter = createSeededRandom(seedFor(seed, 'retries')).next;
  return createModelAsker({ model, config, recorder, clock, jitter });
}

/** @throws {InvalidConfigError} when the variable that is to end the simulation is none of its world's */
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
