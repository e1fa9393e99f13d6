import { useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';

const EVENTS_SUGGESTED = 20;

/** Ids there are, by the name of the parameter that takes them; none until they are known. */
export function useSuggestions(
  simulationId: string | undefined,
): Readonly<Record<string, readonly string[]>> {
  const simulations = useQuery({
    queryKey: ['docs', 'simulations'],
    queryFn: async ({ signal }) => (await api.listSimulations({ signal })).simulations,
  });
  const simulationIds = simulations.data?.map(({ id }) => id) ?? [];
  const chosen = simulationId ?? simulationIds[0] ?? '';
  const events = useQuery({
    queryKey: ['docs', 'events', chosen],
    queryFn: ({ signal }) =>
      // A suggestion is no reason to wait for the index, or to have the console tell of it.
      api.findEvents(chosen, { limit: EVENTS_SUGGESTED }, { signal, isPartial: true }),
    enabled: simulationIds.includes(chosen),
  });
  return {
    simulation_id: simulationIds,
    event_id: events.data?.events.map((event) => event.event_id) ?? [],
  };
}
