import type { ApiClient } from '@/lib/api/client';
import type { StoredEvent } from '@/lib/events/read-event';
import type { EventCriteria } from '@/lib/filters/event-filter';

/** How many events of one and the same microsecond are looked through. */
const MAX_TIES = 200;

/**
 * The row at which an event stands among the matches; `undefined` when the filter leaves it out. Matches up to its time
 * are counted, and the last of them looked through.
 */
export async function locateEvent(
  client: Pick<ApiClient, 'findEvents'>,
  simulationId: string,
  criteria: EventCriteria,
  event: Pick<StoredEvent, 'event_id' | 'timestamp'>,
): Promise<number | undefined> {
  const upToEvent = { ...criteria, end_timestamp: event.timestamp };
  const { total } = await client.findEvents(simulationId, { ...upToEvent, limit: 1 });
  const offset = Math.max(0, total - MAX_TIES);
  const { events } = await client.findEvents(simulationId, {
    ...upToEvent,
    limit: MAX_TIES,
    offset,
  });
  const at = events.findIndex(({ event_id }) => event_id === event.event_id);
  return at === -1 ? undefined : offset + at;
}
