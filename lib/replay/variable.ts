import { compareNaturally } from '../events/natural-order';
import { canonicalEventType } from '../events/event-type';
import type { StoredEvent } from '../events/read-event';

export const VARIABLE_SCOPES = ['global', 'agent'] as const;
export type VariableScope = (typeof VARIABLE_SCOPES)[number];

/** The identity of a variable within a run. */
export interface VariableKey {
  readonly scope: VariableScope;
  /** The agent of the variable; `null` for a global one. */
  readonly agent_id: string | null;
  readonly variable_name: string;
}

/**
 * The variable that an event sets; `null` when it sets none. An event sets a variable when its type is STATE (or ENV) and its
 * details have a `variable_name`, a text that is not empty, and a `new_value`, which may be null. The variable belongs to the
 * event's agent. It is global when `scope` is "global" or the event has no agent.
 */
export function variableOf(
  event: Pick<StoredEvent, 'event_type' | 'agent_id' | 'details'>,
): VariableKey | null {
  const { event_type, agent_id, details } = event;
  if (canonicalEventType(event_type) !== 'STATE' || details === null) return null;
  const { variable_name, new_value, scope } = details;
  if (typeof variable_name !== 'string' || variable_name === '') return null;
  if (new_value === undefined) return null;
  return scope === 'global' || agent_id === null
    ? { scope: 'global', agent_id: null, variable_name }
    : { scope: 'agent', agent_id, variable_name };
}

/** Global variables first, then by agent, then by name, in natural order. */
export function compareVariables(a: VariableKey, b: VariableKey): number {
  return (
    Number(a.agent_id !== null) - Number(b.agent_id !== null) ||
    compareNaturally(a.agent_id ?? '', b.agent_id ?? '') ||
    compareNaturally(a.variable_name, b.variable_name)
  );
}
