import { monotonicFactory } from 'ulid';
import { z } from 'zod';
import { InvalidEventError } from '../errors';
import { formatTimestamp, parseTimestamp, toEpochMicros } from './epoch-micros';
import type { EventType } from './event-type';
import { findNonJson } from './non-json';
import { quoteValue } from './quote-value';
import { MAX_DESCRIPTION_LENGTH, type SimulationEvent } from './simulation-event';

/** Parameters of every builder. Fields have their names from the file format. */
export interface CommonFields {
  readonly simulation_id: string;
  /** Integer >= 0. */
  readonly turn_number: number;
  readonly agent_id?: string | undefined;
  /** Ids of the events that caused this one. */
  readonly caused_by?: readonly string[] | undefined;
  /** Up to 500 characters. */
  readonly description?: string | undefined;
  /** Default: a new ULID, greater than all ULIDs made before in this process. */
  readonly event_id?: string | undefined;
  /** ISO 8601. Default: now, to the microsecond. */
  readonly timestamp?: string | undefined;
}

export interface AgentFields extends CommonFields {
  readonly agent_id: string;
}

export type MilestoneType =
  'turn_start' | 'turn_end' | 'simulation_start' | 'simulation_end' | 'phase_transition';

/** Makes an event for the begin or end of a turn or phase. @throws {InvalidEventError} with field and value */
export function createMilestoneEvent(
  fields: CommonFields & {
    readonly milestone_type: MilestoneType;
    /** Of a phase: how strong it is, from 0; 1 is a factor of two. */
    readonly magnitude?: number;
  } & Extra,
): SimulationEvent {
  return createEvent('MILESTONE', fields);
}

/** Makes an event for a decision of an agent. @throws {InvalidEventError} with field and value */
export function createDecisionEvent(
  fields: AgentFields & {
    readonly decision_type: string;
    readonly old_value?: unknown;
    readonly new_value?: unknown;
    /** The values as the agent saw them, by variable: `name` or `agent.name`. */
    readonly observed?: Readonly<Record<string, unknown>>;
    /** Whether a fallback differs from what the agent did before, or would have done. */
    readonly fallback_differs?: boolean;
  } & Extra,
): SimulationEvent {
  return createEvent('DECISION', fields);
}

/** Makes an event for an action of an agent. @throws {InvalidEventError} with field and value */
export function createActionEvent(
  fields: AgentFields & { readonly action_type: string; readonly action_payload?: unknown } & Extra,
): SimulationEvent {
  return createEvent('ACTION', fields);
}

/**
 * Makes an event for a change of a variable. `scope` defaults to agent when there is an `agent_id`, else to global.
 * @throws {InvalidEventError}
 */
export function createStateEvent(
  fields: CommonFields & {
    readonly variable_name: string;
    readonly old_value?: unknown;
    readonly new_value: unknown;
    /** The value that was planned. */
    readonly expected?: unknown;
    readonly scope?: 'global' | 'agent';
  } & Extra,
): SimulationEvent {
  const scope = fields.scope ?? (fields.agent_id === undefined ? 'global' : 'agent');
  return createEvent('STATE', { ...fields, scope });
}

/** Makes an event for a calculation. @throws {InvalidEventError} with field and value */
export function createDetailEvent(
  fields: CommonFields & {
    readonly calculation_type: string;
    readonly intermediate_values?: unknown;
  } & Extra,
): SimulationEvent {
  return createEvent('DETAIL', fields);
}

/**
 * Makes an event for the machinery: LLM calls, errors, retries. Other fields are written into `details`. @throws
 * {InvalidEventError}
 */
export function createSystemEvent(
  fields: CommonFields & {
    readonly status?: string;
    readonly error_type?: string;
    readonly retry_count?: number;
  } & Extra,
): SimulationEvent {
  return createEvent('SYSTEM', fields);
}

/** Other fields from the caller, written into `details`. */
type Extra = Readonly<Record<string, unknown>>;

const commonFieldsSchema = z.object({
  event_id: z.string().min(1).optional(),
  timestamp: z
    .string()
    .refine((text) => parseTimestamp(text) !== undefined, 'expected an ISO 8601 timestamp')
    .optional(),
  simulation_id: z.string().min(1),
  turn_number: z.int().min(0),
  agent_id: z.string().min(1).optional(),
  caused_by: z.array(z.string().min(1)).optional(),
  description: z.string().max(MAX_DESCRIPTION_LENGTH).optional(),
});

const agentFieldsSchema = commonFieldsSchema.extend({ agent_id: z.string().min(1) });

const REQUIRES_AGENT: ReadonlySet<EventType> = new Set(['DECISION', 'ACTION']);

// Ids made within one millisecond must sort in the order of their making, so the factory remembers the last id.
const nextUlid = monotonicFactory();

function createEvent(event_type: EventType, fields: CommonFields & Extra): SimulationEvent {
  const schema = REQUIRES_AGENT.has(event_type) ? agentFieldsSchema : commonFieldsSchema;
  const { success, data, error } = schema.safeParse(fields);
  const details = Object.fromEntries(
    Object.entries(fields).filter(([name]) => !Object.hasOwn(commonFieldsSchema.shape, name)),
  );
  const notJson = findNonJson(details);
  if (!success || notJson !== undefined) {
    throw new InvalidEventError([
      ...(error?.issues ?? []).map((issue) => ({
        parameter: issue.path.join('.'),
        value: quoteValue(issue.path.reduce<unknown>(member, fields)),
        reason: issue.message,
      })),
      ...(notJson === undefined
        ? []
        : [
            {
              parameter: notJson.path.join('.'),
              value: quoteValue(notJson.value),
              reason: notJson.reason,
            },
          ]),
    ]);
  }
  const stamp = stampEvent();
  return {
    event_id: data.event_id ?? stamp.event_id,
    timestamp: data.timestamp ?? stamp.timestamp,
    turn_number: data.turn_number,
    event_type,
    simulation_id: data.simulation_id,
    ...(data.agent_id === undefined ? {} : { agent_id: data.agent_id }),
    ...(data.caused_by === undefined ? {} : { caused_by: data.caused_by }),
    ...(data.description === undefined ? {} : { description: data.description }),
    details,
  };
}

/** An id and a timestamp for an event that happens now. The id is greater than all ids made before in this process. */
export function stampEvent(): { readonly event_id: string; readonly timestamp: string } {
  const nowMs = performance.timeOrigin + performance.now();
  return {
    event_id: nextUlid(Math.floor(nowMs)),
    timestamp: formatTimestamp(toEpochMicros(BigInt(Math.floor(nowMs * 1000)))),
  };
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
