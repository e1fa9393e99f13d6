import { isUtf8 } from 'node:buffer';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { memberText, memberTexts } from '../json/member-text';
import { isMissing } from './event-parts';
import { fileProblem } from './file-problem';
import {
  FileTooLargeError,
  NotRegularFileError,
  readRegularFile,
  tooLarge,
  whyNotRegular,
} from './regular-file';

/** A file in `checkpoints/` with the name of a checkpoint. */
export interface CheckpointFile {
  readonly name: string;
  readonly path: string;
  /** The turn in the file's name; `undefined` for `last.json`. */
  readonly turn: number | undefined;
  /** A version string. It changes when the file is replaced or edited. */
  readonly key: string;
  /** Why the file cannot be read, if a look at its folder shows it. */
  readonly problem?: string;
}

/** The state in a checkpoint. Values are JSON texts, exactly as the file has them. */
export interface CheckpointState {
  readonly turn: number;
  readonly globals: ReadonlyMap<string, string>;
  readonly agents: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export type CheckpointReading =
  | { readonly state: CheckpointState; readonly reason?: never }
  | { readonly state?: never; readonly reason: string };

/** A larger file is taken for something other than a checkpoint: the whole file would be held in memory. */
const MAX_CHECKPOINT_BYTES = 32 * 1024 * 1024;

const CHECKPOINT_NAME = /^turn_(0|[1-9]\d{0,15})\.json$/;
const FOLDER = 'checkpoints';
const NEWEST_CHECKPOINT = 'last.json';

/** The number of files that are looked at together. */
const LOOKS = 64;

/**
 * The checkpoints of the simulation in `directory` by turn, empty when it has none. `last.json` is a copy of the newest
 * checkpoint and counts only when it is the only file. A folder that cannot be read is reported as one file without a
 * name, with a problem.
 */
export async function findCheckpoints(directory: string): Promise<readonly CheckpointFile[]> {
  const folder = path.join(directory, FOLDER);
  const { names, problem } = await readNames(folder);
  if (problem !== undefined) {
    return [{ name: '', path: folder, turn: undefined, key: problem, problem }];
  }
  const numbered = names.flatMap((name) => {
    const turn = Number(CHECKPOINT_NAME.exec(name)?.[1] ?? NaN);
    return Number.isSafeInteger(turn) ? [{ name, turn }] : [];
  });
  const isAlone = numbered.length === 0 && names.includes(NEWEST_CHECKPOINT);
  const wanted = isAlone ? [{ name: NEWEST_CHECKPOINT, turn: undefined }] : numbered;
  const found: CheckpointFile[] = [];
  for (let first = 0; first < wanted.length; first += LOOKS) {
    const looks = wanted
      .slice(first, first + LOOKS)
      .map(({ name, turn }) => lookAt(path.join(folder, name), name, turn));
    for (const file of await Promise.all(looks)) if (file !== undefined) found.push(file);
  }
  return found.sort((a, b) => (a.turn ?? 0) - (b.turn ?? 0));
}

/** A version string. It changes when a checkpoint is made, replaced, edited or removed. */
export function checkpointsKey(files: readonly CheckpointFile[]): string {
  return files.map(({ name, key }) => `${name} ${key}`).join('\n');
}

/**
 * Reads a checkpoint of Causeway or of llm-sim. In `state`, the members of `global_state` except `turn` are the global
 * variables, and the members of each object in `agents` are the variables of that agent.
 */
export async function readCheckpoint(found: CheckpointFile): Promise<CheckpointReading> {
  if (found.problem !== undefined) return { reason: found.problem };
  try {
    const text = await readText(found.path);
    return readState(text, found.turn);
  } catch (error) {
    const isExpected =
      error instanceof NoCheckpointError ||
      error instanceof NotRegularFileError ||
      error instanceof FileTooLargeError;
    if (isExpected) return { reason: error.message };
    return { reason: `cannot be read: ${fileProblem(error)}` };
  }
}

class NoCheckpointError extends Error {}

async function readNames(
  folder: string,
): Promise<{ readonly names: readonly string[]; readonly problem?: string }> {
  try {
    return { names: await readdir(folder) };
  } catch (error) {
    return isMissing(error) ? { names: [] } : { names: [], problem: fileProblem(error) };
  }
}

async function lookAt(
  file: string,
  name: string,
  turn: number | undefined,
): Promise<CheckpointFile | undefined> {
  try {
    const stats = await lstat(file, { bigint: true });
    const { dev, ino, size, mtimeNs } = stats;
    const found = { name, path: file, turn, key: [dev, ino, size, mtimeNs].join(' ') };
    const problem =
      whyNotRegular(stats) ??
      (size > MAX_CHECKPOINT_BYTES ? tooLarge(MAX_CHECKPOINT_BYTES) : undefined);
    return problem === undefined ? found : { ...found, problem };
  } catch (error) {
    if (isMissing(error)) return undefined;
    const problem = fileProblem(error);
    return { name, path: file, turn, key: problem, problem };
  }
}

/** Follows no link: a link may have taken the file's place since the look. */
async function readText(file: string): Promise<string> {
  const bytes = await readRegularFile(file, {
    maxBytes: MAX_CHECKPOINT_BYTES,
    followsLinks: false,
  });
  if (!isUtf8(bytes)) throw new NoCheckpointError('not UTF-8');
  return bytes.toString('utf8');
}

function readState(text: string, namedTurn: number | undefined): CheckpointReading {
  const state = stateOf(text);
  const { turn: statedTurn, global_state, agents } = state.value;
  const turn = namedTurn ?? statedTurn;
  if (typeof turn !== 'number' || !Number.isSafeInteger(turn) || turn < 0) {
    throw new NoCheckpointError('state.turn is not a turn');
  }
  if (typeof statedTurn === 'number' && statedTurn !== turn) {
    throw new NoCheckpointError(`of turn ${String(statedTurn)}, not ${String(turn)}`);
  }
  const globals = new Map(
    variablesOf(global_state, 'state.global_state', state.text, 'global_state'),
  );
  // llm-sim repeats the turn here.
  globals.delete('turn');
  const byAgent = variablesOf(agents, 'state.agents', state.text, 'agents');
  const agentValues = Object.entries(isRecord(agents) ? agents : {});
  for (const [agent, value] of agentValues) {
    if (!isRecord(value)) {
      throw new NoCheckpointError(`state.agents has no object for ${JSON.stringify(agent)}`);
    }
  }
  return {
    state: {
      turn,
      globals,
      agents: new Map(
        [...byAgent].map(([agent, values]) => [agent, wellFormed(memberTexts(values))]),
      ),
    },
  };
}

/** The member `state`: its parsed value and its original text. */
function stateOf(text: string): {
  readonly value: Readonly<Record<string, unknown>>;
  readonly text: string;
} {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NoCheckpointError(`not JSON: ${reason}`, { cause: error });
  }
  const state = isRecord(value) ? value['state'] : undefined;
  if (!isRecord(state)) throw new NoCheckpointError('no object state');
  return { value: state, text: memberText(text, 'state') ?? '{}' };
}

function variablesOf(
  value: unknown,
  label: string,
  stateText: string,
  name: string,
): ReadonlyMap<string, string> {
  if (value === undefined || value === null) return new Map();
  if (!isRecord(value)) throw new NoCheckpointError(`${label} is not an object`);
  return wellFormed(memberTexts(memberText(stateText, name) ?? '{}'));
}

/** Names become well-formed: an index keeps names as UTF-8, where half a surrogate pair becomes U+FFFD. */
function wellFormed(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...texts].map(([name, text]) => [name.toWellFormed(), text]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
