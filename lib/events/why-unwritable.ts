import { isTimestamp } from './epoch-micros';
import { quoteValue } from './quote-value';

/**
 * Why these fields are not an event that can be written: `readEventLine` would reject the line, read a different event,
 * or ignore a field. `undefined` for all events that `simulationEventSchema` allows, except events with an invalid
 * timestamp, or with half a surrogate pair in an id, which would be read as another id.
 */
export function whyUnwritable(fields: Readonly<Record<string, unknown>>): string | undefined {
  const { event_id, timestamp, turn_number, event_type, simulation_id } = fields;
  if (!isId(event_id)) return wrong(fields, 'event_id');
  if (typeof timestamp !== 'string' || !isTimestamp(timestamp)) return wrong(fields, 'timestamp');
  if (!isTurnNumber(turn_number)) return wrong(fields, 'turn_number');
  if (!isId(event_type)) return wrong(fields, 'event_type');
  if (!isId(simulation_id)) return wrong(fields, 'simulation_id');
  const { agent_id, caused_by, description, details } = fields;
  if (!isAbsent(agent_id) && !isWellFormed(agent_id)) return wrong(fields, 'agent_id');
  if (!isAbsent(caused_by) && !isListOfIds(caused_by)) return wrong(fields, 'caused_by');
  if (!isAbsent(description) && typeof description !== 'string')
    return wrong(fields, 'description');
  if (!isAbsent(details) && !isObject(details)) return wrong(fields, 'details');
  return undefined;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isWellFormed(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed();
}

function isId(value: unknown): boolean {
  return value !== '' && isWellFormed(value);
}

function isTurnNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isListOfIds(value: unknown): boolean {
  return Array.isArray(value) && value.every(isWellFormed);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(fields: Readonly<Record<string, unknown>>, name: string): string {
  return fields[name] === undefined
    ? `${name} is missing`
    : `${name} is ${quoteValue(fields[name])}`;
}
