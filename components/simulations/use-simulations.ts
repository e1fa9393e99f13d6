'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, type ServerData } from '@/components/server-data';
import type { SimulationListing } from '@/lib/api/contract';

const REFETCH_MS = 5000;
const WHILE_INDEXING_MS = 1000;

export type Simulations = ServerData<readonly SimulationListing[]>;

/** All simulations, polled; more often while one is being indexed. */
export function useSimulations(): Simulations {
  const query = useQuery({
    queryKey: ['simulations'],
    queryFn: async ({ signal }) => (await api.listSimulations({ signal })).simulations,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.some(({ index }) => index.state === 'indexing') === true
        ? WHILE_INDEXING_MS
        : REFETCH_MS,
  });
  return toServerData(query);
}
