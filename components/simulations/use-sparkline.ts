'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, untilWhole, type ServerData } from '@/components/server-data';
import type { EventHistogram, SimulationListing } from '@/lib/api/contract';
import { turnCount } from './list-order';

const BUCKETS = 40;
const SERIES = 7;
/** A run with fewer turns is drawn over time: a few bars are not useful. */
const MIN_TURNS = 8;

/**
 * Events by type over a run, requested when it comes into view and again when its files have changed. The previous answer stays
 * until the new one is loaded.
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
    refetchInterval: untilWhole,
  });
  return toServerData(query);
}
