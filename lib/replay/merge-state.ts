import { sameJson } from './same-json';
import type { Setting } from './setting';
import { compareVariables, type VariableKey } from './variable';
import { variableRank } from './variable-rank';

/** A variable, and its latest setting in event order up to the ends of three turns; absent when nothing had set it by then. */
export interface ReplayedVariable extends VariableKey {
  /** Up to the requested turn. */
  readonly now?: Setting | undefined;
  /** Up to the turn before. */
  readonly before?: Setting | undefined;
  /** Up to the checkpoint's turn. */
  readonly atCheckpoint?: Setting | undefined;
}

/** The value of every variable at the end of a checkpoint's turn. */
export interface Checkpoint {
  readonly turn: number;
  /** JSON texts by name. */
  readonly globals: ReadonlyMap<string, string>;
  /** By agent id: JSON texts by name. */
  readonly agents: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface StateToMerge {
  readonly turn: number;
  readonly variables: readonly ReplayedVariable[];
  /** The nearest at or before the turn. */
  readonly checkpoint?: Checkpoint | undefined;
  /** The nearest at or before the turn before. */
  readonly checkpointBefore?: Checkpoint | undefined;
  /** The maximum number of variables; the first ones are returned. */
  readonly limit: number;
  /** Only variables that match this text. Default: all. */
  readonly name?: string | undefined;
}

/** A variable at the end of a turn. Values are JSON texts. */
export interface VariableState extends VariableKey {
  readonly value: string;
  readonly source: 'event' | 'checkpoint';
  readonly event_id: string | null;
  readonly turn: number;
  readonly changed: boolean;
  readonly previous?: string;
}

/** A variable whose values in a checkpoint and by the events up to its turn differ. */
export interface VariableDrift extends VariableKey {
  readonly checkpoint_value: string;
  readonly replayed_value: string;
  readonly event_id: string | null;
}

export interface MergedState {
  /** In order of their variables; with `name`, best matches first. */
  readonly values: readonly VariableState[];
  readonly drift: readonly VariableDrift[];
  readonly truncated: boolean;
}

/**
 * The value of every variable at the end of a turn. It comes from the latest event (in event order) up to that turn. If that
 * event is not later than the nearest checkpoint and the checkpoint has another value, the checkpoint's value counts, because
 * some events in between are not known. In a run that was resumed from an earlier turn, events of the abandoned turns do not
 * count: the events that set all variables again come after them.
 */
export function mergeState({
  turn,
  variables,
  checkpoint,
  checkpointBefore,
  limit,
  name,
}: StateToMerge): MergedState {
  const all = findVariables([...unite(variables, checkpoint)], name);
  const values: VariableState[] = [];
  const drift: VariableDrift[] = [];
  for (const variable of all.slice(0, limit)) {
    const { now, before, atCheckpoint } = variable;
    const key = keyOf(variable);
    const value = valueOf(key, now, checkpoint);
    if (value !== undefined) {
      const changed = now?.turn === turn;
      const previous = changed ? valueOf(key, before, checkpointBefore)?.value : undefined;
      values.push({ ...key, ...value, changed, ...(previous === undefined ? {} : { previous }) });
    }
    const saved = savedValue(key, checkpoint);
    if (saved === undefined || atCheckpoint === undefined) continue;
    if (sameJson(saved, atCheckpoint.value)) continue;
    const { value: replayed_value, event_id } = atCheckpoint;
    drift.push({ ...key, checkpoint_value: saved, replayed_value, event_id });
  }
  return { values, drift, truncated: all.length > limit };
}

function findVariables(
  variables: ReplayedVariable[],
  name: string | undefined,
): readonly ReplayedVariable[] {
  if (name === undefined) return variables.sort(compareVariables);
  return variables
    .flatMap((variable) => {
      const rank = variableRank(variable, name);
      return rank === undefined ? [] : [{ variable, rank }];
    })
    .sort((a, b) => a.rank - b.rank || compareVariables(a.variable, b.variable))
    .map(({ variable }) => variable);
}

function valueOf(
  key: VariableKey,
  setting: Setting | undefined,
  checkpoint: Checkpoint | undefined,
): Pick<VariableState, 'value' | 'source' | 'event_id' | 'turn'> | undefined {
  const saved = savedValue(key, checkpoint);
  if (checkpoint !== undefined && saved !== undefined) {
    const isExplained =
      setting !== undefined && (setting.turn > checkpoint.turn || sameJson(saved, setting.value));
    if (!isExplained) {
      return { value: saved, source: 'checkpoint', event_id: null, turn: checkpoint.turn };
    }
  }
  if (setting === undefined) return undefined;
  return { ...setting, source: 'event' };
}

function savedValue(
  { agent_id, variable_name }: VariableKey,
  checkpoint: Checkpoint | undefined,
): string | undefined {
  const values = agent_id === null ? checkpoint?.globals : checkpoint?.agents.get(agent_id);
  return values?.get(variable_name);
}

/** The variables of events, and the variables that only the checkpoint has. */
function* unite(
  variables: readonly ReplayedVariable[],
  checkpoint: Checkpoint | undefined,
): Generator<ReplayedVariable> {
  yield* variables;
  if (checkpoint === undefined) return;
  const known = new Set(variables.map(identify));
  for (const variable of listSaved(checkpoint)) {
    if (!known.has(identify(variable))) yield variable;
  }
}

function* listSaved({ globals, agents }: Checkpoint): Generator<VariableKey> {
  for (const variable_name of globals.keys()) {
    yield { scope: 'global', agent_id: null, variable_name };
  }
  for (const [agent_id, values] of agents) {
    for (const variable_name of values.keys()) yield { scope: 'agent', agent_id, variable_name };
  }
}

function identify({ agent_id, variable_name }: VariableKey): string {
  return JSON.stringify([agent_id, variable_name]);
}

function keyOf({ scope, agent_id, variable_name }: VariableKey): VariableKey {
  return { scope, agent_id, variable_name };
}
