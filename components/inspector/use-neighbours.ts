'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, type ServerData } from '@/components/server-data';
import type { CausalityChain } from '@/lib/api/client';

const LINKS = 'all';

/** The direct causes and effects of an event, those that are inferred among them. */
export function useNeighbours(simulationId: string, eventId: string): ServerData<CausalityChain> {
  const query = useQuery({
    queryKey: ['causality', simulationId, eventId, 1, LINKS],
    queryFn: ({ signal }) =>
      api.getCausality(simulationId, eventId, { depth: 1, links: LINKS, signal }),
    structuralSharing: false,
  });
  return toServerData(query);
}
