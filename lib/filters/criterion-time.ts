import { InvalidParametersError } from '../errors';
import { parseTimestamp, type EpochMicros } from '../events/epoch-micros';
import type { EventCriteria } from './event-filter';

/**
 * The earliest or latest time of a filter, if it has one.
 * @throws {InvalidParametersError} when it is not a timestamp
 */
export function criterionTime(
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
