import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/components/api';
import { runKey, type RunResource } from '@/components/run-key';
import { pathSegment } from '@/lib/api/path-segment';

/** Longer lines are only opened alone, because a tab cannot hold many of them. */
const MAX_LOADED_BYTES = 64_000_000;

/** A line that is loaded when a reader asks for it. */
export interface WholeLineLoad {
  /** The line; `undefined` until it is loaded. */
  readonly line: string | undefined;
  readonly error: Error | null;
  readonly isLoading: boolean;
  /** `undefined` for a line that is too long to be loaded. */
  readonly load: (() => void) | undefined;
  /** The address of the line alone. */
  readonly href: string;
}

/** @param resource readers with the same resource show the line together */
export function useWholeLine(
  resource: Extract<RunResource, 'whole-line' | 'whole-line-in-reader'>,
  simulationId: string,
  eventId: string,
  lineBytes: number,
): WholeLineLoad {
  const [wantedId, setWantedId] = useState<string | null>(null);
  const query = useQuery({
    queryKey: runKey(resource, simulationId, eventId),
    queryFn: ({ signal }) => api.getEventLine(simulationId, eventId, { signal }),
    enabled: wantedId === eventId,
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  });
  return {
    line: query.data,
    error: query.error,
    isLoading: query.isFetching,
    load: lineBytes > MAX_LOADED_BYTES ? undefined : () => setWantedId(eventId),
    href: `/simulations/${pathSegment(simulationId)}/events/${pathSegment(eventId)}`,
  };
}
