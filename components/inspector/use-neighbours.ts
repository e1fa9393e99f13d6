'use client';

import { useQuery } from '@tanstack/react-query';
import { chainQuery } from '@/components/chain-query';
import { toServerData, type ServerData } from '@/components/server-data';
import type { CausalityChain } from '@/lib/api/client';

/** The direct causes and effects of an event, declared and inferred. */
export function useNeighbours(simulationId: string, eventId: string): ServerData<CausalityChain> {
  return toServerData(useQuery(chainQuery(simulationId, eventId, 1, 'all')));
}
