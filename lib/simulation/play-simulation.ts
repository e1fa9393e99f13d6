import type { VerbosityLevel } from '../events/verbosity';
import { writeCheckpoint, type Snapshot } from './checkpoint';
import type { ConfigSections } from './config/config-schema';
import type { Trace } from './event-recorder';
import { restoreMemory, takeSnapshot, type Run } from './run';
import type { SimulationClock } from './simulation-clock';
import { StepError } from './step-error';
import { takeTurn } from './take-turn';
import type { WorldState } from './world';

/** How a run ended: after all its turns, because a value left its range, because it was stopped, or because of an error. */
export type SimulationStatus = 'completed' | 'terminated' | 'aborted' | 'failed';

export interface PlayOptions {
  readonly runId: string;
  readonly directory: string;
  readonly verbosity: VerbosityLevel;
  readonly offline: boolean;
  readonly sections: ConfigSections;
  /** The world before the first turn, or the snapshot from which the run resumes. */
  readonly from: { readonly initial: WorldState } | { readonly snapshot: Snapshot };
  readonly clock: SimulationClock;
  readonly signal: AbortSignal;
  /** Called when the run begins after this turn, and when this turn ends. */
  readonly onTurn: (turn: number) => void;
}

export interface RunEnd {
  readonly status: SimulationStatus;
  readonly reason: string;
  /** The run at the end of the last complete turn. */
  readonly snapshot: Snapshot;
  readonly startTime: string;
  readonly endTime: string;
  readonly error?: unknown;
}

interface Outcome {
  readonly status: SimulationStatus;
  readonly reason: string;
  /** Causes of the end, in addition to the last turn. */
  readonly causes?: readonly Trace[];
  readonly error?: unknown;
}

const DEFAULT_CHECKPOINT_INTERVAL = 10;

/** Begins or resumes a simulation and plays it to its end. @throws file system errors */
export async function playSimulation(run: Run, options: PlayOptions): Promise<RunEnd> {
  const { sections, clock, signal, from } = options;
  const { max_turns, checkpoint_interval } = sections.simulation;
  const isNew = 'initial' in from;
  const startTime = isNew ? clock.stamp().timestamp : from.snapshot.resume.start_time;
  const facts = { verbosity: options.verbosity, offline: options.offline, startTime };
  const interval = checkpoint_interval ?? DEFAULT_CHECKPOINT_INTERVAL;
  let keptTurn: number | undefined;

  async function keep(snapshot: Snapshot): Promise<void> {
    if (keptTurn === snapshot.turn) return;
    const { timestamp } = clock.stamp();
    await writeCheckpoint(options.directory, { id: options.runId, timestamp }, snapshot);
    keptTurn = snapshot.turn;
  }

  let boundary = isNew ? begin(run, sections, from.initial) : takeUp(run, from.snapshot);
  await run.recorder.waitForRoom();
  let snapshot = takeSnapshot(run, { ...facts, boundary });
  if (isNew) await keep(snapshot);
  else keptTurn = snapshot.turn;
  let outcome = isNew ? undefined : findEnd(run, sections);

  options.onTurn(snapshot.turn);
  try {
    for (let turn = snapshot.turn + 1; turn <= max_turns && outcome === undefined; turn++) {
      signal.throwIfAborted();
      boundary = await takeTurn(run, turn, boundary, signal);
      snapshot = takeSnapshot(run, { ...facts, boundary });
      if (turn % interval === 0) await keep(snapshot);
      options.onTurn(turn);
      outcome = findEnd(run, sections);
      await run.recorder.waitForRoom();
      if (turn < max_turns) await run.pace(signal);
    }
    outcome ??= { status: 'completed', reason: `all ${String(max_turns)} turns were played` };
  } catch (error) {
    outcome ??= signal.aborted ? recordAbort(run, boundary) : recordFailure(run, boundary, error);
  }
  // The end event belongs to the last complete turn, even if another turn was begun.
  run.recorder.turn = snapshot.turn;
  run.recorder.milestone('simulation_end', {
    causes: [boundary, ...(outcome.causes ?? [])],
    description: `${sections.simulation.name} ended after turn ${String(snapshot.turn)}: ${outcome.reason}`,
    extra: { status: outcome.status },
  });
  await keep(snapshot);
  return { ...outcome, snapshot, startTime, endTime: clock.stamp().timestamp };
}

/** Records the start of the simulation and the first value of every variable. */
function begin(run: Run, { simulation: { name } }: ConfigSections, initial: WorldState): Trace {
  const { recorder, world } = run;
  const count = world.agents.length;
  const start = recorder.milestone('simulation_start', {
    causes: [],
    description: `${name} started with ${String(count)} ${count === 1 ? 'agent' : 'agents'}`,
    extra: { seed: run.seed },
  });
  const common = { causes: [start], extra: { initial: true } };
  for (const [variable, value] of Object.entries(initial.global_state)) {
    world.set({ ...common, name: variable, value });
  }
  for (const [agent, variables] of Object.entries(initial.agents)) {
    for (const [variable, value] of Object.entries(variables)) {
      world.set({ ...common, name: variable, agent, value });
    }
  }
  world.takeChanges();
  return start;
}

/**
 * Resumes the run from a checkpoint. Every variable is recorded again, so that the sum of the STATE events is right even if the
 * stream goes on beyond the checkpoint.
 */
function takeUp(run: Run, from: Snapshot): Trace {
  const { recorder, world } = run;
  recorder.turn = from.turn;
  restoreMemory(run, from);
  const { boundary } = from.resume;
  const resumed = recorder.system(undefined, {
    causes: [boundary],
    description: `Resumed from the checkpoint of turn ${String(from.turn)}`,
    extra: { status: 'resumed' },
  });
  world.restate([resumed]);
  return boundary;
}

/** The outcome when the variable has left its range. */
function findEnd(run: Run, { simulation }: ConfigSections): Outcome | undefined {
  const { termination } = simulation;
  if (termination === undefined || termination === null) return undefined;
  const variable = termination.variable ?? run.parts.engine.terminationVariable;
  if (variable === undefined) return undefined;
  const value = run.world.value(variable);
  if (typeof value !== 'number') return undefined;
  const { min_value, max_value } = termination;
  const isBelow = typeof min_value === 'number' && value < min_value;
  const isAbove = typeof max_value === 'number' && value > max_value;
  if (!isBelow && !isAbove) return undefined;
  const bound = isBelow ? `fell below ${String(min_value)}` : `rose above ${String(max_value)}`;
  return {
    status: 'terminated',
    reason: `${variable} ${bound}: ${String(value)}`,
    causes: [run.world.setBy(variable)],
  };
}

function recordAbort(run: Run, boundary: Trace): Outcome {
  const reason = 'it was stopped';
  const trace = run.recorder.system(undefined, {
    causes: [boundary],
    description: `Stopped in turn ${String(run.recorder.turn)}: ${reason}`,
    extra: { status: 'aborted' },
  });
  return { status: 'aborted', reason, causes: [trace] };
}

function recordFailure(run: Run, boundary: Trace, error: unknown): Outcome {
  const cause = error instanceof StepError ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const trace = run.recorder.system(undefined, {
    causes: error instanceof StepError ? error.traces : [boundary],
    description: `Turn ${String(run.recorder.turn)} failed: ${reason}`,
    extra: { error_type: 'simulation_error', status: 'failed', error: reason },
  });
  return { status: 'failed', reason, causes: [trace], error: cause };
}
