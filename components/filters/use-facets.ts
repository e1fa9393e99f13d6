'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, untilWhole, type ServerData } from '@/components/server-data';
import { runKey } from '@/components/run-key';
import type { EventFacets } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { useFacetOrder } from './use-facet-order';

/** The number of listed values of a field. Further values are found by name. */
const MAX_VALUES = 500;

/** The facets under the filter. The previous ones stay until the new ones are loaded. Without criteria nothing is requested. */
export function useFacets(
  simulationId: string,
  criteria: EventCriteria | undefined,
): ServerData<EventFacets> {
  // The agents beyond the limit depend on the order.
  const agentOrder = useFacetOrder('agent')?.order === 'failed' ? 'failed' : 'events';
  const query = useQuery({
    queryKey: runKey('facets', simulationId, criteria, agentOrder),
    queryFn: ({ signal }) =>
      api.getFacets(simulationId, criteria, {
        limit: MAX_VALUES,
        agentOrder,
        isPartial: true,
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: untilWhole,
    enabled: criteria !== undefined,
  });
  return toServerData(query);
}
