import { InvalidParametersError } from '../errors';
import { parseTimestamp, type EpochMicros } from '../events/epoch-micros';
import { canonicalEventType } from '../events/event-type';
import type { StoredEvent } from '../events/read-event';
import type { EventCriteria } from './event-filter';

/**
 * Whether an event is one that the criteria ask for, as every store decides it.
 * @throws {InvalidParametersError} when a time is no timestamp, before any event is looked at
 */
export function matchCriteria(criteria: EventCriteria): (event: StoredEvent) => boolean {
  const start = timeOf('start_timestamp', criteria);
  const end = timeOf('end_timestamp', criteria);
  const { turn_start = 0, turn_end = Infinity } = criteria;
  const types = setOf(criteria.event_types?.map(canonicalEventType));
  // '' asks for the events of no agent.
  const agents = setOf(criteria.agent_ids);
  return ({ time, turn_number, event_type, agent_id }) =>
    (start === undefined || time >= start) &&
    (end === undefined || time <= end) &&
    turn_number >= turn_start &&
    turn_number <= turn_end &&
    // An index keeps text as UTF-8, where half a surrogate pair is U+FFFD.
    (types === undefined || types.has(canonicalEventType(event_type.toWellFormed()))) &&
    (agents === undefined || agents.has(agent_id?.toWellFormed() ?? ''));
}

function timeOf(
  parameter: 'start_timestamp' | 'end_timestamp',
  criteria: EventCriteria,
): EpochMicros | undefined {
  const value = criteria[parameter];
  if (value === undefined) return undefined;
  const time = parseTimestamp(value);
  if (time !== undefined) return time;
  const reason = 'expected an ISO 8601 timestamp';
  throw new InvalidParametersError([{ parameter, value, reason }]);
}

function setOf(names: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return names === undefined || names.length === 0 ? undefined : new Set(names);
}
