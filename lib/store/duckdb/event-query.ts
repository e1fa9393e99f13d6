import { parseTimestamp } from '../../events/epoch-micros';
import { canonicalEventType } from '../../events/event-type';
import { InvalidParametersError } from '../../errors';
import type { EventCriteria } from '../../filters/event-filter';
import type { IndexNames, NamedField } from './index-names';

/**
 * The condition on `events`, as SQL of numbers alone, that holds for the events the criteria ask for; `true` when they
 * ask for all.
 * @throws {InvalidParametersError} when a time is no timestamp
 */
export function whereCriteria(criteria: EventCriteria, names: IndexNames): string {
  const terms: string[] = [];
  const compare = (column: string, operator: string, value: bigint | number | undefined): void => {
    if (value !== undefined) terms.push(`${column} ${operator} ${String(value)}`);
  };
  compare('time', '>=', microsOf('start_timestamp', criteria));
  compare('time', '<=', microsOf('end_timestamp', criteria));
  compare('turn', '>=', criteria.turn_start);
  compare('turn', '<=', criteria.turn_end);
  const among = (field: NamedField, wanted: readonly string[] | undefined): void => {
    if (wanted === undefined || wanted.length === 0) return;
    terms.push(isAmong(field, wanted, names));
  };
  among('type', criteria.event_types?.map(canonicalEventType));
  // '' asks for the events of no agent.
  among('agent', criteria.agent_ids);
  return terms.length === 0 ? 'true' : terms.join(' AND ');
}

function isAmong(field: NamedField, wanted: readonly string[], names: IndexNames): string {
  const codes = new Set(wanted.map((name) => names.codeOf(field, name)));
  codes.delete(undefined);
  return codes.size === 0 ? 'false' : `${field} IN (${[...codes].join(', ')})`;
}

function microsOf(
  parameter: 'start_timestamp' | 'end_timestamp',
  criteria: EventCriteria,
): bigint | undefined {
  const value = criteria[parameter];
  if (value === undefined) return undefined;
  const time = parseTimestamp(value);
  if (time !== undefined) return time;
  const reason = 'expected an ISO 8601 timestamp';
  throw new InvalidParametersError([{ parameter, value, reason }]);
}
