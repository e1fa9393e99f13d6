import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { NotResumableError } from '../errors';
import { VERBOSITY_LEVELS } from '../events/verbosity';
import { readRegularFile } from '../files/regular-file';
import { jsonValueSchema } from './json-value';
import { writeJson } from './run-directory';
import type { WorldState } from './world';

/** The maximum size of a checkpoint to resume from. */
const MAX_CHECKPOINT_BYTES = 256 * 1024 * 1024;

const variablesSchema = z.record(z.string(), jsonValueSchema);
const traceSchema = z.array(z.string());
const tracesSchema = z.record(z.string(), traceSchema);
const randomSchema = z.tuple([z.int(), z.int(), z.int(), z.int()]);

const stateSchema = z.looseObject({
  turn: z.int().min(0),
  /** By agent: all of its variables. */
  agents: z.record(z.string(), variablesSchema),
  /** All variables of the world. */
  global_state: variablesSchema,
});

/** The data, besides the state, that a run needs to resume. */
const resumeSchema = z.object({
  version: z.literal(1),
  seed: z.int(),
  verbosity: z.enum(VERBOSITY_LEVELS),
  /** Whether models were disabled. */
  offline: z.boolean(),
  start_time: z.string(),
  /** The causes of the next turn's start: the end of this turn. */
  boundary: traceSchema,
  /** The cause of the current value of each variable. */
  set_by: z.object({ global_state: tracesSchema, agents: z.record(z.string(), tracesSchema) }),
  random: z.object({ engine: randomSchema, agents: z.record(z.string(), randomSchema) }),
  engine_memory: jsonValueSchema,
  agent_memory: variablesSchema,
  /** By agent: the reasons for the turn's rejected actions. */
  rejections: z.record(z.string(), z.array(z.string())),
  /** By agent: the events of rejections since its last decision. Older checkpoints have none. */
  rejected_by: tracesSchema.default({}),
  validation: z.object({ total_validated: z.int(), total_rejected: z.int() }),
});

const checkpointSchema = z.looseObject({
  metadata: z.looseObject({ run_id: z.string(), turn: z.int(), schema_hash: z.string() }),
  state: stateSchema,
  resume: resumeSchema,
});

export type ResumeState = z.output<typeof resumeSchema>;

/** A run at the end of a turn. */
export interface Snapshot {
  readonly turn: number;
  readonly world: WorldState;
  readonly resume: ResumeState;
}

/** Writes `checkpoints/turn_N.json`, and a copy as `last.json`. */
export async function writeCheckpoint(
  directory: string,
  run: { readonly id: string; readonly timestamp: string },
  snapshot: Snapshot,
): Promise<void> {
  const { turn, world, resume } = snapshot;
  const checkpoint = {
    metadata: {
      run_id: run.id,
      turn,
      timestamp: run.timestamp,
      schema_hash: hashVariables(world),
    },
    state: describeState(turn, world),
    resume,
  };
  const folder = path.join(directory, 'checkpoints');
  await writeJson(path.join(folder, `turn_${String(turn)}.json`), checkpoint);
  await writeJson(path.join(folder, 'last.json'), checkpoint);
}

/** The state, in the shape that llm-sim writes. */
export function describeState(turn: number, world: WorldState): Readonly<Record<string, unknown>> {
  return {
    turn,
    agents: world.agents,
    global_state: world.global_state,
    reasoning_chains: [],
    paused_agents: [],
    auto_resume: {},
    spatial_state: null,
  };
}

/**
 * Reads the last checkpoint of a run.
 * @throws {NotResumableError} when there is none, or none written by Causeway
 */
export async function readLastCheckpoint(directory: string): Promise<Snapshot> {
  const file = path.join(directory, 'checkpoints', 'last.json');
  let checkpoint: unknown;
  try {
    const bytes = await readRegularFile(file, { maxBytes: MAX_CHECKPOINT_BYTES });
    checkpoint = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NotResumableError(directory, `checkpoints/last.json: ${reason}`, { cause: error });
  }
  const { data, error } = checkpointSchema.safeParse(checkpoint);
  if (data === undefined) {
    const [issue] = error.issues;
    const place = issue?.path.join('.') ?? '';
    throw new NotResumableError(
      directory,
      `checkpoints/last.json is not a checkpoint to resume from: ${place}: ${issue?.message ?? ''}`,
      { cause: error },
    );
  }
  const { state, metadata, resume } = data;
  const world = { global_state: state.global_state, agents: state.agents };
  if (metadata.schema_hash !== hashVariables(world)) {
    throw new NotResumableError(directory, 'checkpoints/last.json was edited: its hash differs');
  }
  return { turn: state.turn, world, resume };
}

/** SHA-256 over the names of all variables. */
function hashVariables({ global_state, agents }: WorldState): string {
  const names = [
    Object.keys(global_state).sort(),
    Object.entries(agents)
      .map(([agent, variables]) => [agent, Object.keys(variables).sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return createHash('sha256').update(JSON.stringify(names)).digest('hex');
}
