import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { runKey } from '@/components/run-key';
import type { CausalityChain } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';

/** The causes and effects of an event, up to `depth` links away. Panes with the same chain share one request. */
export function chainQuery(
  simulationId: string,
  eventId: string,
  depth: number,
  links: LinkChoice,
) {
  return queryOptions({
    queryKey: runKey('causality', simulationId, eventId, depth, links),
    queryFn: ({ signal }): Promise<CausalityChain> =>
      api.getCausality(simulationId, eventId, { depth, links, signal }),
    structuralSharing: false,
  });
}
