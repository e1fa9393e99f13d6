import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { chainQuery } from '@/components/chain-query';
import { isOfRun, runKey } from '@/components/run-key';
import type { CausalPaths } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { StoredEvent } from '@/lib/events/read-event';

/**
 * The chain of an event. Until it is there, the chain that was shown before stands in for it, if it is of the same
 * simulation: its `event_id` tells.
 */
export function causalityQuery(
  simulationId: string,
  eventId: string,
  depth: number,
  links: LinkChoice,
) {
  return queryOptions({
    ...chainQuery(simulationId, eventId, depth, links),
    placeholderData: (shown, query) =>
      query && isOfRun(query.queryKey, simulationId) ? shown : undefined,
  });
}

/** One link each way from an event. */
export function stepQuery(simulationId: string, eventId: string, links: LinkChoice) {
  return chainQuery(simulationId, eventId, 1, links);
}

/** One event, which need not be asked for where it is known. */
export function eventQuery(simulationId: string, eventId: string, known: StoredEvent | undefined) {
  return queryOptions({
    queryKey: runKey('event', simulationId, eventId),
    queryFn: ({ signal }) => api.getEvent(simulationId, eventId, { signal }),
    initialData: known,
    staleTime: Infinity,
    structuralSharing: false,
  });
}

/** The ways between two events, whichever of them came first. */
export function pathsQuery(
  simulationId: string,
  eventId: string,
  otherId: string,
  links: LinkChoice,
) {
  return queryOptions({
    queryKey: runKey('paths', simulationId, eventId, otherId, links),
    queryFn: async ({ signal }): Promise<CausalPaths> => {
      const [before, after] = await Promise.all([
        api.getPaths(simulationId, otherId, eventId, { links, signal }),
        api.getPaths(simulationId, eventId, otherId, { links, signal }),
      ]);
      return before.shortest === null ? after : before;
    },
    structuralSharing: false,
  });
}
