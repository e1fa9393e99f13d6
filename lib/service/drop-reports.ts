import type { EventLine } from '../events/event-line';
import { readEventLine } from '../events/read-event';
import type { EventFilter } from '../filters/event-filter';

/** A filter for the events in which writers report drops, as many as are read. */
export const DROP_REPORTS: EventFilter = {
  event_types: ['SYSTEM'],
  kinds: ['events_dropped'],
  limit: 1000,
};

/** The number of events that a report counts as missing from the stream: dropped or refused. */
export function reportedDrops(line: EventLine): number {
  const { details } = readEventLine(line.text).event ?? {};
  return countOf(details?.['dropped']) + countOf(details?.['refused']);
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
