'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { toServerData, type ServerData } from '@/components/server-data';
import type { StoredEvent } from '@/lib/events/read-event';
import type { RowsFilter } from './rows-filter';
import { eventPageQuery } from './event-page-query';
import { eventTailQuery } from './event-tail-query';
import { newerTotal } from './known-total';
import { useCountsEffects } from './use-table-layout';

export interface EventMatches {
  /** The exact number of matches. */
  readonly total: number;
  readonly elapsedMs: number;
  /** When the total was requested, in milliseconds since the page was loaded. */
  readonly askedAt: number;
  /** The first events. */
  readonly events: readonly StoredEvent[];
}

/**
 * The number of matches; afterwards the first page is in the cache. While the table shows its end, the total comes from the end's
 * response, so that rows, header and status bar show the same number.
 */
export function useEventMatches(
  simulationId: string,
  criteria: RowsFilter,
): ServerData<EventMatches> {
  const countsEffects = useCountsEffects();
  const client = useQueryClient();
  const page = useQuery(eventPageQuery(simulationId, criteria, { page: 0, countsEffects }));
  const tailQuery = eventTailQuery(simulationId, criteria, countsEffects);
  // The table sends the request.
  const tail = useQuery({ ...tailQuery, enabled: false }).data;
  const matches = toServerData<EventMatches>(page);
  if (matches.state !== 'ready' || tail === undefined) return matches;
  const isShown = client.getQueryCache().find({ queryKey: tailQuery.queryKey })?.isActive();
  const { total, askedAt } = newerTotal(matches.data, tail, isShown === true);
  return { state: 'ready', data: { ...matches.data, total, askedAt } };
}
