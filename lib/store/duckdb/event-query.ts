import { listValue, type DuckDBValue } from '@duckdb/node-api';
import { parseTimestamp } from '../../events/epoch-micros';
import { canonicalEventType } from '../../events/event-type';
import { InvalidParametersError } from '../../errors';
import type { EventCriteria } from '../../filters/event-filter';

/** A condition on `events` and the values it binds. */
export interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, DuckDBValue>>;
}

/**
 * The condition that holds for the events the criteria ask for; `true` when they ask for all.
 * @throws {InvalidParametersError} when a time is no timestamp
 */
export function whereCriteria(criteria: EventCriteria): Condition {
  const terms: string[] = [];
  const values: Record<string, DuckDBValue> = {};
  const compare = (term: string, name: string, value: DuckDBValue | undefined): void => {
    if (value === undefined) return;
    terms.push(term);
    values[name] = value;
  };
  compare('time >= $start_time', 'start_time', microsOf('start_timestamp', criteria));
  compare('time <= $end_time', 'end_time', microsOf('end_timestamp', criteria));
  compare('turn >= $turn_start', 'turn_start', bigintOf(criteria.turn_start));
  compare('turn <= $turn_end', 'turn_end', bigintOf(criteria.turn_end));
  compare(
    'list_contains($types::VARCHAR[], type)',
    'types',
    listOf(criteria.event_types?.map(canonicalEventType)),
  );
  compare(
    // '' asks for the events of no agent.
    "list_contains($agents::VARCHAR[], coalesce(agent, ''))",
    'agents',
    listOf(criteria.agent_ids),
  );
  return { sql: terms.length === 0 ? 'true' : terms.join(' AND '), values };
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

function bigintOf(value: number | undefined): bigint | undefined {
  return value === undefined ? undefined : BigInt(value);
}

function listOf(values: readonly string[] | undefined): DuckDBValue | undefined {
  return values === undefined || values.length === 0 ? undefined : listValue([...values]);
}
