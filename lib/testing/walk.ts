import type { EventLine } from '../events/event-line';
import type { TimeOrderedFilter } from '../filters/event-filter';
import type { EventStore } from '../store/event-store';

/** All events of {@link EventStore.eachEvent}. */
export async function walk(
  store: EventStore,
  simulationId: string,
  filter: TimeOrderedFilter = {},
  options?: { readonly signal: AbortSignal },
): Promise<readonly EventLine[]> {
  return takeEvents(store.eachEvent(simulationId, filter, options)[Symbol.asyncIterator]());
}

export async function takeEvents(
  batches: AsyncIterator<readonly EventLine[]>,
): Promise<readonly EventLine[]> {
  const events: EventLine[] = [];
  for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
    events.push(...next.value);
  }
  return events;
}
