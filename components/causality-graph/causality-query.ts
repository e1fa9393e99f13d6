import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import type { CausalityChain } from '@/lib/api/client';

/**
 * The chain of an event. Until it is there, the chain that was shown before stands in for it, if it is of the same
 * simulation: its `event_id` tells.
 */
export function causalityQuery(simulationId: string, eventId: string, depth: number) {
  return queryOptions({
    queryKey: ['causality', simulationId, eventId, depth],
    queryFn: ({ signal }): Promise<CausalityChain> =>
      api.getCausality(simulationId, eventId, { depth, signal }),
    placeholderData: (shown, query) => (query?.queryKey[1] === simulationId ? shown : undefined),
    structuralSharing: false,
  });
}
