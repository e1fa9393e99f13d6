'use client';

import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { StoredEvent } from '@/lib/events/read-event';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { eventPageQuery, PAGE_SIZE, pageOfRow, pagesOfRows } from './event-page-query';

export interface EventRows {
  /** The event of a row in view; `undefined` while its page is on its way. */
  readonly eventAt: (row: number) => StoredEvent | undefined;
  /** The event of any row, asked for if need be; `undefined` when it cannot be had. */
  readonly loadEvent: (row: number) => Promise<StoredEvent | undefined>;
  /** Why rows in view are missing, if they could not be had. */
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The events of the rows in view: pages that leave the view are no longer waited for. */
export function useEventRows(
  simulationId: string,
  criteria: EventCriteria,
  view: { readonly firstRow: number; readonly lastRow: number; readonly isScrolling: boolean },
): EventRows {
  const queryClient = useQueryClient();
  const pages = pagesOfRows(view.firstRow, view.lastRow);
  const queries = useQueries({
    queries: pages.map((page) => eventPageQuery(simulationId, criteria, page, view.isScrolling)),
  });
  const failed = queries.filter((query) => query.error !== null && query.data === undefined);

  return {
    eventAt: (row) => queries[pageOfRow(row) - (pages[0] ?? 0)]?.data?.events[row % PAGE_SIZE],
    loadEvent: async (row) => {
      try {
        const query = eventPageQuery(simulationId, criteria, pageOfRow(row));
        const page = await queryClient.query({ ...query, staleTime: Infinity });
        return page.events[row % PAGE_SIZE];
      } catch {
        // The same page is in view and shows the failure.
        return undefined;
      }
    },
    error: failed[0]?.error ?? null,
    retry: () => {
      for (const query of failed) void query.refetch();
    },
  };
}
