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

/** A simulation as a page knows it. */
export interface KnownSimulation {
  /** As last told; `undefined` when there never was one of this id. */
  readonly summary: SimulationSummary | undefined;
  /** When it was first found to be gone, in milliseconds since 1970; `undefined` when it is there. */
  readonly goneSince: number | undefined;
}

/**
 * A simulation's summary, asked for every five seconds, oftener while it is being indexed or is not there. When the files have
 * changed, or are there again, what the page shows of them is asked for again: all its numbers are of one state of the
 * files. That a simulation is not there is an answer: what was told of it stays.
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

/** `undefined` when there is no such simulation. */
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
