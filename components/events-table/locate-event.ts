import type { ApiClient } from '@/lib/api/client';
import type { RowsFilter } from './rows-filter';

/** The row of an event among the matches; `undefined` when the filter excludes it. */
export async function locateEvent(
  client: Pick<ApiClient, 'getEventPosition'>,
  simulationId: string,
  criteria: RowsFilter,
  eventId: string,
): Promise<number | undefined> {
  const { offset, matches } = await client.getEventPosition(simulationId, eventId, criteria);
  return matches ? offset : undefined;
}
