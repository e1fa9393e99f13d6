'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, untilWhole, type ServerData } from '@/components/server-data';
import { runKey } from '@/components/run-key';
import type { EventFacets } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';

/** The maximum number of found names. */
const MAX_FOUND = 100;

/**
 * The names within the filter that contain a text, best matches first, from the server's search among all names. Without a text
 * nothing is requested.
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
