import type { SimulationEvent } from '../events/simulation-event';

/**
 * A custom event, with the member names of event files. All events of builders are custom events. Absent members are filled in:
 * a new id, the current time, the run's turn, the emitting agent and its causes. `simulation_id` is always the run's.
 */
export interface CustomEvent {
  /** MILESTONE, DECISION, ACTION, STATE, DETAIL or SYSTEM. Any other type is recorded at the verbosity of DETAIL. */
  readonly event_type: string;
  readonly event_id?: string | undefined;
  /** ISO 8601. */
  readonly timestamp?: string | undefined;
  /** Integer >= 0. */
  readonly turn_number?: number | undefined;
  readonly simulation_id?: string | undefined;
  readonly agent_id?: string | null | undefined;
  /**
   * The ids of the events that caused it, such as an event's `event_id` or a result of `emit`. The id of an event that the
   * verbosity leaves out is replaced by its nearest recorded causes.
   */
  readonly caused_by?: readonly string[] | null | undefined;
  /** A text for people. */
  readonly description?: string | null | undefined;
  readonly details?: Readonly<Record<string, unknown>> | null | undefined;
  readonly [field: string]: unknown;
}

/** Defaults for the absent members of a custom event. */
export interface EventDefaults {
  readonly stamp: { readonly event_id: string; readonly timestamp: string };
  readonly turn: number;
  readonly agent?: string | undefined;
  readonly simulationId: string;
  readonly causes: readonly string[];
}

/** The event with its absent members filled in. */
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
