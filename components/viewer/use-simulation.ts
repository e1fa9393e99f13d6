'use client';

import { useQuery, type QueryClient } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, type ServerData } from '@/components/server-data';
import type { SimulationSummary } from '@/lib/api/contract';

const REFETCH_MS = 5000;
const WHILE_INDEXING_MS = 1000;

/**
 * A simulation's summary, asked for every five seconds, every second while it is being indexed. When the files have
 * changed, what the page shows of them is asked for again: all its numbers are of one state of the files.
 */
export function useSimulation(simulationId: string): ServerData<SimulationSummary> {
  const query = useQuery({
    queryKey: ['simulation', simulationId],
    queryFn: async ({ signal, client, queryKey }) => {
      const before = client.getQueryData<SimulationSummary>(queryKey);
      const now = await api.getSimulation(simulationId, { signal });
      if (before !== undefined && haveFilesChanged(before, now))
        forgetAnswers(client, simulationId);
      return now;
    },
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.index.state === 'indexing' ? WHILE_INDEXING_MS : REFETCH_MS,
  });
  return toServerData(query);
}

function haveFilesChanged(before: SimulationSummary, now: SimulationSummary): boolean {
  return before.event_count !== now.event_count || before.bytes !== now.bytes;
}

/** What is shown stays until the new answer is there. */
function forgetAnswers(client: QueryClient, simulationId: string): void {
  void client.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'simulation' && queryKey[1] === simulationId,
  });
}
