'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, type ServerData } from '@/components/server-data';
import type { EventHistogram, SimulationListing } from '@/lib/api/contract';
import { turnCount } from './list-order';

const BUCKETS = 40;
const SERIES = 7;
/** A run of fewer turns is drawn along time: a handful of bars says little. */
const MIN_TURNS = 8;

/**
 * Events by type along a run, asked for when it is in view and again when its files have changed; what is shown stays
 * until the new answer is there.
 */
export function useSparkline(
  simulation: SimulationListing,
  isInView: boolean,
): ServerData<EventHistogram> {
  const { id, event_count, bytes, index } = simulation;
  const axis = (turnCount(simulation) ?? 0) < MIN_TURNS ? 'time' : 'turn';
  const query = useQuery({
    queryKey: ['sparkline', id, axis, event_count, bytes],
    queryFn: ({ signal }) =>
      api.getHistogram(
        id,
        {},
        { axis, by: 'event_type', buckets: BUCKETS, series: SERIES, isPartial: true, signal },
      ),
    enabled: isInView && index.state === 'ready',
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  return toServerData(query);
}
