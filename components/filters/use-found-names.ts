'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, untilWhole, type ServerData } from '@/components/server-data';
import { runKey } from '@/components/run-key';
import type { EventFacets } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';

/** How many of the names that were found are listed. */
const MAX_FOUND = 100;

/**
 * The names under the filter that have a text, the best answers first: what the server finds among all of them. Without a
 * text nothing is asked for.
 */
export function useFoundNames(
  simulationId: string,
  criteria: EventCriteria,
  name: string,
): ServerData<EventFacets> {
  const query = useQuery({
    queryKey: runKey('names', simulationId, criteria, name),
    queryFn: ({ signal }) =>
      api.getFacets(simulationId, criteria, { limit: MAX_FOUND, name, isPartial: true, signal }),
    refetchInterval: untilWhole,
    enabled: name !== '',
  });
  return toServerData(query);
}
