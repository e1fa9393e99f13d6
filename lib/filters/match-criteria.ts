import { canonicalEventType } from '../events/event-type';
import { eventKind } from '../events/event-kind';
import type { StoredEvent } from '../events/read-event';
import { criterionTime } from './criterion-time';
import type { EventCriteria } from './event-filter';
import { matchText } from './match-text';

/** Whether an event, and the line that holds it, is asked for. */
export type EventMatcher = (event: StoredEvent, line: string) => boolean;

/**
 * Tells which events the criteria ask for, as every store decides it.
 * @throws {InvalidParametersError} when a time is no timestamp, before any event is looked at
 */
export function matchCriteria(criteria: EventCriteria): EventMatcher {
  const start = criterionTime('start_timestamp', criteria);
  const end = criterionTime('end_timestamp', criteria);
  const { turn_start = 0, turn_end = Infinity } = criteria;
  const { event_types, exclude_event_types, q } = criteria;
  const hasType = nameTest(
    event_types?.map(canonicalEventType),
    exclude_event_types?.map(canonicalEventType),
  );
  const hasAgent = nameTest(criteria.agent_ids, criteria.exclude_agent_ids);
  const hasKind = nameTest(criteria.kinds, criteria.exclude_kinds);
  const hasText = q === undefined ? undefined : matchText(q);
  return (event, line) =>
    (start === undefined || event.time >= start) &&
    (end === undefined || event.time <= end) &&
    event.turn_number >= turn_start &&
    event.turn_number <= turn_end &&
    hasType(canonicalEventType(event.event_type.toWellFormed())) &&
    hasAgent(event.agent_id) &&
    hasKind(eventKind(event)) &&
    (hasText === undefined || hasText(line));
}

/** Whether a name is among those included and not among those excluded; '' stands for none. */
function nameTest(
  included: readonly string[] | undefined,
  excluded: readonly string[] | undefined,
): (name: string | null) => boolean {
  const wanted = setOf(included);
  const unwanted = setOf(excluded);
  if (wanted === undefined && unwanted === undefined) return () => true;
  return (name) => {
    // An index keeps text as UTF-8, where half a surrogate pair is U+FFFD.
    const text = name?.toWellFormed() ?? '';
    return wanted?.has(text) !== false && unwanted?.has(text) !== true;
  };
}

function setOf(names: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return names === undefined || names.length === 0 ? undefined : new Set(names);
}
