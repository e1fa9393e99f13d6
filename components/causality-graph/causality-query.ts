import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { chainQuery } from '@/components/chain-query';
import { isOfRun, runKey } from '@/components/run-key';
import type { CausalPaths } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { StoredEvent } from '@/lib/events/read-event';

/**
 * The chain of an event. While it is loading, the previous chain of the same simulation is shown in its place; its `event_id`
 * shows which one it is.
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

/** One link in each direction from an event. */
export function stepQuery(simulationId: string, eventId: string, links: LinkChoice) {
  return chainQuery(simulationId, eventId, 1, links);
}

/** One event. Not requested if it is already known. */
export function eventQuery(simulationId: string, eventId: string, known: StoredEvent | undefined) {
  return queryOptions({
    queryKey: runKey('event', simulationId, eventId),
    queryFn: ({ signal }) => api.getEvent(simulationId, eventId, { signal }),
    initialData: known,
    staleTime: Infinity,
    structuralSharing: false,
  });
}

/** The paths between two events, in either order. */
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
