import type { EventWriter } from '../capture/event-writer';
import { InvalidEventError } from '../errors';
import type { MilestoneType } from '../events/create-event';
import type { EventType } from '../events/event-type';
import { findNonJson } from '../events/non-json';
import { MAX_DESCRIPTION_LENGTH, type SimulationEvent } from '../events/simulation-event';
import { isRecordedAt, type VerbosityLevel } from '../events/verbosity';
import { completeEvent, type CustomEvent } from './custom-event';
import type { JsonValue } from './json-value';
import type { SimulationClock } from './simulation-clock';

/**
 * Represents an event as a cause: its id, or, if the verbosity leaves the event out, the ids of its nearest recorded causes. So
 * every `caused_by` of a run names events that are in its files, at any verbosity.
 */
export type Trace = readonly string[];

export interface Recordable {
  readonly description: string;
  readonly causes: readonly Trace[];
  /** A cause that is named even if there are more than {@link MAX_CAUSES}. */
  readonly kept?: Trace | undefined;
  /** More members of `details`. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

export interface StateChange extends Omit<Recordable, 'kept'> {
  readonly name: string;
  /** The agent of the variable; absent for a variable of the world. */
  readonly agent?: string | undefined;
  readonly from: JsonValue;
  readonly to: JsonValue;
  /** The trace of the variable's previous change. */
  readonly previous?: Trace | undefined;
}

/** The origin of a custom event. */
export interface CustomSetting {
  readonly agent?: string | undefined;
  readonly causes: readonly Trace[];
}

export interface CustomRecord {
  /** The event as written, if it is recorded. */
  readonly event: SimulationEvent;
  /** The trace of the event. */
  readonly trace: Trace;
}

/** Records the events of a run. */
export interface EventRecorder {
  /** The turn of the recorded events. */
  turn: number;
  milestone(type: MilestoneType, event: Recordable): Trace;
  decision(
    agent: string,
    type: string,
    event: Recordable & { readonly from?: unknown; readonly to?: unknown },
  ): Trace;
  action(agent: string, type: string, event: Recordable & { readonly payload: unknown }): Trace;
  state(change: StateChange): Trace;
  detail(
    agent: string | undefined,
    type: string,
    event: Recordable & { readonly values: unknown },
  ): Trace;
  system(agent: string | undefined, event: Recordable): Trace;
  /** Records a custom event. Without `caused_by` its causes come from `around`. */
  custom(event: CustomEvent, around: CustomSetting): CustomRecord;
  /** The latest MILESTONE that began the simulation or a turn. */
  readonly turnStart: Trace;
  /** Resolves when there is enough room for many more events without drops. To be called between steps. */
  waitForRoom(): Promise<void>;
}

export interface EventRecorderOptions {
  readonly writer: Pick<EventWriter, 'emit' | 'tryEmit' | 'waitForRoom'>;
  readonly simulationId: string;
  readonly verbosity: VerbosityLevel;
  readonly clock: Pick<SimulationClock, 'stamp'>;
}

const BEGINNINGS: ReadonlySet<MilestoneType> = new Set(['simulation_start', 'turn_start']);

/** The maximum number of ids in a trace, and of causes in a recorded event. */
const MAX_CAUSES = 24;

/** The number of unrecorded custom events whose traces are remembered. */
const MAX_PASSED_OVER = 10_000;

export function createEventRecorder(options: EventRecorderOptions): EventRecorder {
  const { writer, simulationId, verbosity, clock } = options;
  const hasStates = isRecordedAt(verbosity, 'STATE');

  // Does not use the builders of lib/events. They validate, which the types here make unnecessary and which doubles the time.
  function record(
    event_type: EventType,
    agent: string | undefined,
    { causes, kept, description, extra }: Recordable,
    given: Readonly<Record<string, unknown>>,
  ): Trace {
    const caused_by = kept === undefined ? mergeTraces(causes) : mergeAround(causes, kept);
    if (!isRecordedAt(verbosity, event_type)) return caused_by;
    const details = extra === undefined ? given : { ...extra, ...given };
    refuseNonJson(details);
    const { event_id, timestamp } = clock.stamp();
    const event: SimulationEvent = {
      event_id,
      timestamp,
      turn_number: recorder.turn,
      event_type,
      simulation_id: simulationId,
    };
    if (agent !== undefined) event.agent_id = agent;
    if (caused_by.length > 0) event.caused_by = [...caused_by];
    event.description = shorten(description);
    event.details = details;
    writer.emit(event);
    return [event_id];
  }

  // Custom events name other events by id, including unrecorded ones.
  const passedOver = new Map<string, Trace>();

  function rewire(ids: readonly string[]): string[] {
    return [...new Set(ids.flatMap((id) => passedOver.get(id) ?? [id]))];
  }

  function passOver(id: string, trace: Trace): Trace {
    passedOver.set(id, trace);
    if (passedOver.size > MAX_PASSED_OVER) {
      for (const [oldest] of passedOver) {
        passedOver.delete(oldest);
        break;
      }
    }
    return trace;
  }

  function custom(given: CustomEvent, { agent, causes }: CustomSetting): CustomRecord {
    const event = completeEvent(given, {
      stamp: clock.stamp(),
      turn: recorder.turn,
      agent,
      simulationId,
      causes: mergeTraces(causes),
    });
    const caused_by = rewire(event.caused_by ?? []);
    event.caused_by = caused_by;
    const { isTaken } = writer.tryEmit(event);
    return {
      event,
      trace: isTaken ? [event.event_id] : passOver(event.event_id, caused_by),
    };
  }

  let turnStart: Trace = [];

  const recorder: EventRecorder = {
    turn: 0,
    get turnStart() {
      return turnStart;
    },
    custom,
    milestone(milestone_type, event) {
      const trace = record('MILESTONE', undefined, event, { milestone_type });
      if (BEGINNINGS.has(milestone_type)) turnStart = trace;
      return trace;
    },
    decision: (agent, decision_type, event) =>
      record('DECISION', agent, event, {
        decision_type,
        ...(event.from === undefined ? {} : { old_value: event.from }),
        ...(event.to === undefined ? {} : { new_value: event.to }),
      }),
    action: (agent, action_type, event) =>
      record('ACTION', agent, event, { action_type, action_payload: event.payload }),
    state: ({ previous, ...change }) =>
      // Without its event a change stands for its own causes only. With those of all earlier changes every trace would be full.
      record('STATE', change.agent, hasStates ? { ...change, kept: previous } : change, {
        variable_name: change.name,
        old_value: change.from,
        new_value: change.to,
        scope: change.agent === undefined ? 'global' : 'agent',
      }),
    detail: (agent, calculation_type, event) =>
      record('DETAIL', agent, event, { calculation_type, intermediate_values: event.values }),
    system: (agent, event) => record('SYSTEM', agent, event, {}),
    waitForRoom: () => writer.waitForRoom(),
  };
  return recorder;
}

/** @throws {InvalidEventError} with the value that JSON cannot hold: it would be read back as another value */
function refuseNonJson(details: Readonly<Record<string, unknown>>): void {
  const found = findNonJson(details);
  if (found === undefined) return;
  const { path, value, reason } = found;
  throw new InvalidEventError([{ parameter: path.join('.'), value: String(value), reason }]);
}

/** All ids without duplicates, at most {@link MAX_CAUSES}: the latest, which are nearest. */
export function mergeTraces(traces: readonly Trace[]): Trace {
  if (traces.length === 1) return traces[0] ?? [];
  const unique = new Set<string>();
  for (const trace of traces) for (const id of trace) unique.add(id);
  const ids = [...unique];
  return ids.length <= MAX_CAUSES ? ids : ids.sort().slice(-MAX_CAUSES);
}

/** The ids of `kept`, and of `causes` as many of the latest as there is room for. */
function mergeAround(causes: readonly Trace[], kept: Trace): Trace {
  const ids = mergeTraces([...causes, kept]);
  if (kept.every((id) => ids.includes(id))) return ids;
  const others = ids.filter((id) => !kept.includes(id));
  return [...others.slice(kept.length - MAX_CAUSES), ...kept].slice(-MAX_CAUSES);
}

function shorten(text: string): string {
  return text.length <= MAX_DESCRIPTION_LENGTH
    ? text
    : `${text.slice(0, MAX_DESCRIPTION_LENGTH - 1)}…`;
}
