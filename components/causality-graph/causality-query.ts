import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import type { CausalityChain, CausalPaths } from '@/lib/api/client';
import { DEFAULT_LINKS, type LinkChoice } from '@/lib/causality/causal-link';
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
    placeholderData: (shown, query) => (query?.queryKey[1] === simulationId ? shown : undefined),
  });
}

/** One link each way from an event. */
export function stepQuery(simulationId: string, eventId: string, links: LinkChoice) {
  return chainQuery(simulationId, eventId, 1, links);
}

/** One event, which need not be asked for where it is known. */
export function eventQuery(simulationId: string, eventId: string, known: StoredEvent | undefined) {
  return queryOptions({
    queryKey: ['event', simulationId, eventId],
    queryFn: ({ signal }) => api.getEvent(simulationId, eventId, { signal }),
    initialData: known,
    staleTime: Infinity,
    structuralSharing: false,
  });
}

function chainQuery(simulationId: string, eventId: string, depth: number, links: LinkChoice) {
  return queryOptions({
    // Who asks for declared links alone, as the timeline does, asks the same question.
    queryKey: [
      ...['causality', simulationId, eventId, depth],
      ...(links === DEFAULT_LINKS ? [] : [links]),
    ],
    queryFn: ({ signal }): Promise<CausalityChain> =>
      api.getCausality(simulationId, eventId, { depth, links, signal }),
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
    queryKey: ['paths', simulationId, eventId, otherId, links],
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
