'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, untilWhole, type ServerData } from '@/components/server-data';
import { runKey } from '@/components/run-key';
import type { EventFacets } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';

/** How many values of a field are listed; the rest is found by name. */
const MAX_VALUES = 500;

/**
 * What there is to choose from under the filter; what was there stays until the new counts are. Nothing is asked for
 * without criteria.
 */
export function useFacets(
  simulationId: string,
  criteria: EventCriteria | undefined,
): ServerData<EventFacets> {
  const query = useQuery({
    queryKey: runKey('facets', simulationId, criteria),
    queryFn: ({ signal }) =>
      api.getFacets(simulationId, criteria, { limit: MAX_VALUES, isPartial: true, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: untilWhole,
    enabled: criteria !== undefined,
  });
  return toServerData(query);
}
