import type { SimulationEvent } from '../events/simulation-event';

/**
 * An event of one's own, in the words of the file; each event that a builder makes is one. What is left out is filled in:
 * a fresh id, the time, the run's turn, the agent that emits it, and its causes. `simulation_id` is always the run's.
 */
export interface CustomEvent {
  /** MILESTONE, DECISION, ACTION, STATE, DETAIL, SYSTEM; any other is recorded as DETAIL is. */
  readonly event_type: string;
  readonly event_id?: string | undefined;
  /** ISO 8601. */
  readonly timestamp?: string | undefined;
  /** Integer >= 0. */
  readonly turn_number?: number | undefined;
  readonly simulation_id?: string | undefined;
  readonly agent_id?: string | null | undefined;
  /**
   * Ids of the events that caused it, such as an event's `event_id` or what `emit` gave. One that the verbosity passes over
   * is replaced by its nearest causes that are recorded.
   */
  readonly caused_by?: readonly string[] | null | undefined;
  /** For people. */
  readonly description?: string | null | undefined;
  readonly details?: Readonly<Record<string, unknown>> | null | undefined;
  readonly [field: string]: unknown;
}

/** What an event of one's own is given where it says nothing. */
export interface EventDefaults {
  readonly stamp: { readonly event_id: string; readonly timestamp: string };
  readonly turn: number;
  readonly agent?: string | undefined;
  readonly simulationId: string;
  readonly causes: readonly string[];
}

/** The event with all that it lacks. */
export function completeEvent(given: CustomEvent, defaults: EventDefaults): SimulationEvent {
  const {
    event_id = defaults.stamp.event_id,
    timestamp = defaults.stamp.timestamp,
    turn_number = defaults.turn,
    event_type,
    agent_id = defaults.agent,
    caused_by,
    ...rest
  } = given;
  return {
    event_id,
    timestamp,
    turn_number,
    event_type,
    ...rest,
    simulation_id: defaults.simulationId,
    ...(agent_id !== undefined && { agent_id }),
    caused_by: [...(caused_by ?? defaults.causes)],
  };
}
