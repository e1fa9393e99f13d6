import type { StoredEvent } from '../../events/read-event';

/** The last change of a variable in a turn. */
export interface LastChange {
  readonly eventId: string;
  readonly variable: string;
  readonly turn: number;
  readonly value: number;
}

/** The numbers of a run by variable (`agent.name`, or `name` of the world) at the end of each turn. */
export interface RunValues {
  /** The variables that changed in this turn. */
  changesIn(turn: number): readonly LastChange[];
  valueAt(variable: string, turn: number): number | undefined;
  /** The mean size of the variable. */
  meanOf(variable: string): number;
}

export function readRunValues(events: readonly StoredEvent[]): RunValues {
  const series = new Map<string, Map<number, LastChange>>();
  let lastTurn = 0;
  for (const { event_id, event_type, turn_number, agent_id, details } of events) {
    lastTurn = Math.max(lastTurn, turn_number);
    const value = details?.['new_value'];
    if (event_type !== 'STATE' || typeof value !== 'number') continue;
    const name = String(details?.['variable_name']);
    const variable = agent_id === null ? name : `${agent_id}.${name}`;
    const changes = series.get(variable) ?? new Map<number, LastChange>();
    series.set(variable, changes);
    changes.set(turn_number, { eventId: event_id, variable, turn: turn_number, value });
  }
  const valueAt = (variable: string, turn: number): number | undefined => {
    const changes = series.get(variable);
    for (let at = turn; at >= 0; at--) {
      const change = changes?.get(at);
      if (change !== undefined) return change.value;
    }
    return undefined;
  };
  return {
    valueAt,
    changesIn: (turn) => [...series.values()].flatMap((changes) => changes.get(turn) ?? []),
    meanOf: (variable) => {
      let sum = 0;
      for (let turn = 0; turn <= lastTurn; turn++) sum += Math.abs(valueAt(variable, turn) ?? 0);
      return sum / (lastTurn + 1);
    },
  };
}

/** The least difference from the twin that a question may ask about, as a share of the variable's size. */
const MATERIAL = 0.1;

/** The last changes of a turn whose values differ from the twin's by a material amount. */
export function findDifferences(
  run: RunValues,
  twin: RunValues,
  turn: number,
): readonly LastChange[] {
  return run.changesIn(turn).filter(({ variable, value }) => {
    const usual = twin.valueAt(variable, turn);
    if (usual === undefined) return false;
    const size = Math.max(Math.abs(usual), twin.meanOf(variable));
    return Math.abs(value - usual) >= MATERIAL * size && value !== usual;
  });
}
