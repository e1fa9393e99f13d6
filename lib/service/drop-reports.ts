import type { EventLine } from '../events/event-line';
import { readEventLine } from '../events/read-event';
import type { EventFilter } from '../filters/event-filter';

/** The events by which a writer tells what it could not keep, as many of them as are read. */
export const DROP_REPORTS: EventFilter = {
  event_types: ['SYSTEM'],
  kinds: ['events_dropped'],
  limit: 1000,
};

/** How many events such an event says were dropped. */
export function reportedDrops(line: EventLine): number {
  const dropped = readEventLine(line.text).event?.details?.['dropped'];
  return typeof dropped === 'number' && Number.isSafeInteger(dropped) && dropped > 0 ? dropped : 0;
}
