'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { toServerData, type ServerData } from '@/components/server-data';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { eventPageQuery } from './event-page-query';
import { eventTailQuery } from './event-tail-query';
import { newerTotal } from './known-total';
import { useCountsEffects } from './use-table-layout';

export interface EventMatches {
  /** How many events match, exactly. */
  readonly total: number;
  readonly elapsedMs: number;
  /** When the total was asked for, in milliseconds of this page's life. */
  readonly askedAt: number;
}

/**
 * How many events match; its first page is in the cache afterwards. While the table shows its end, that end's answer
 * tells: rows, header and status bar then say the same number.
 */
export function useEventMatches(
  simulationId: string,
  criteria: EventCriteria,
): ServerData<EventMatches> {
  const countsEffects = useCountsEffects();
  const client = useQueryClient();
  const page = useQuery(eventPageQuery(simulationId, criteria, { page: 0, countsEffects }));
  const tailQuery = eventTailQuery(simulationId, criteria, countsEffects);
  // The table asks for it.
  const tail = useQuery({ ...tailQuery, enabled: false }).data;
  const matches = toServerData<EventMatches>(page);
  if (matches.state !== 'ready' || tail === undefined) return matches;
  const isShown = client.getQueryCache().find({ queryKey: tailQuery.queryKey })?.isActive();
  const { total, askedAt } = newerTotal(matches.data, tail, isShown === true);
  return { state: 'ready', data: { ...matches.data, total, askedAt } };
}
