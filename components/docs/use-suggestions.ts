import { useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { untilWhole } from '@/components/server-data';

const EVENTS_SUGGESTED = 20;

/** Existing ids by the name of their parameter; empty until they are known. */
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
      // Partial, because suggestions need not wait for the index, nor report it in the console.
      api.findEvents(chosen, { limit: EVENTS_SUGGESTED }, { signal, isPartial: true }),
    refetchInterval: untilWhole,
    enabled: simulationIds.includes(chosen),
  });
  return {
    simulation_id: simulationIds,
    event_id: events.data?.events.map((event) => event.event_id) ?? [],
  };
}
