'use client';

import { useQuery } from '@tanstack/react-query';
import { toServerData, type ServerData } from '@/components/server-data';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { eventPageQuery } from './event-page-query';

export interface EventMatches {
  /** How many events match, exactly. */
  readonly total: number;
  readonly elapsedMs: number;
}

/** How many events match; its first page is in the cache afterwards. */
export function useEventMatches(
  simulationId: string,
  criteria: EventCriteria,
): ServerData<EventMatches> {
  const query = useQuery(eventPageQuery(simulationId, criteria, 0));
  return toServerData(query);
}
