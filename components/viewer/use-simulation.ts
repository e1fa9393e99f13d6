'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, type ServerData } from '@/components/server-data';
import type { SimulationSummary } from '@/lib/api/contract';

const WHILE_INDEXING_MS = 1000;

/** A simulation's summary; asked for every second while it is being indexed. */
export function useSimulation(simulationId: string): ServerData<SimulationSummary> {
  const query = useQuery({
    queryKey: ['simulation', simulationId],
    queryFn: ({ signal }) => api.getSimulation(simulationId, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.index.state === 'indexing' ? WHILE_INDEXING_MS : false,
  });
  return toServerData(query);
}
