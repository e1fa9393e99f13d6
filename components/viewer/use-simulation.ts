'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, type ServerData } from '@/components/server-data';
import { refetchRun, runKey } from '@/components/run-key';
import { ApiProblemError } from '@/lib/api/client';
import type { SimulationSummary } from '@/lib/api/contract';

const REFETCH_MS = 5000;
const WHILE_INDEXING_MS = 1000;
const WHILE_GONE_MS = 2000;

/** The state of a simulation on a page. */
export interface KnownSimulation {
  /** The last known summary; `undefined` when the simulation never existed. */
  readonly summary: SimulationSummary | undefined;
  /** When it was first found to be gone, in milliseconds since 1970; `undefined` while it exists. */
  readonly goneSince: number | undefined;
}

/**
 * A simulation's summary, polled every five seconds, more often while it is being indexed or missing. When the files change or
 * exist again, the page refetches its data, so that all numbers come from the same state of the files. A missing simulation
 * counts as an answer: its last data stays.
 */
export function useSimulation(simulationId: string): ServerData<KnownSimulation> {
  const query = useQuery({
    queryKey: runKey('simulation', simulationId),
    queryFn: async ({ signal, client, queryKey }): Promise<KnownSimulation> => {
      const before = client.getQueryData<KnownSimulation>(queryKey);
      const summary = await findSummary(simulationId, signal);
      if (summary === undefined) {
        return { summary: before?.summary, goneSince: before?.goneSince ?? Date.now() };
      }
      if (before !== undefined && hasChanged(before, summary))
        refetchRun(client, simulationId, 'simulation');
      return { summary, goneSince: undefined };
    },
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => {
      if (data?.goneSince !== undefined) return WHILE_GONE_MS;
      return data?.summary?.index.state === 'indexing' ? WHILE_INDEXING_MS : REFETCH_MS;
    },
  });
  return toServerData(query);
}

/** `undefined` when the simulation does not exist. */
async function findSummary(
  simulationId: string,
  signal: AbortSignal,
): Promise<SimulationSummary | undefined> {
  try {
    return await api.getSimulation(simulationId, { signal });
  } catch (error) {
    const isMissing =
      error instanceof ApiProblemError && error.problem.code === 'simulation_not_found';
    if (isMissing) return undefined;
    throw error;
  }
}

function hasChanged({ summary, goneSince }: KnownSimulation, now: SimulationSummary): boolean {
  return (
    goneSince !== undefined ||
    summary?.event_count !== now.event_count ||
    summary.bytes !== now.bytes
  );
}
