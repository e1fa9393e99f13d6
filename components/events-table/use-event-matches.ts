'use client';

import { useQuery } from '@tanstack/react-query';
import { toServerData, type ServerData } from '@/components/server-data';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { eventPageQuery } from './event-page-query';
import { useCountsEffects } from './use-table-layout';

export interface EventMatches {
  /** How many events match, exactly. */
  readonly total: number;
  readonly elapsedMs: number;
  /** When the total was asked for, in milliseconds of this page's life. */
  readonly askedAt: number;
}

/** How many events match; its first page is in the cache afterwards. */
export function useEventMatches(
  simulationId: string,
  criteria: EventCriteria,
): ServerData<EventMatches> {
  const countsEffects = useCountsEffects();
  const query = useQuery(eventPageQuery(simulationId, criteria, { page: 0, countsEffects }));
  return toServerData(query);
}
