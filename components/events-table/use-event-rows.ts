'use client';

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { failureOf } from '@/components/server-data';
import type { StoredEvent } from '@/lib/events/read-event';
import { isOldestFirst, type RowsFilter } from './rows-filter';
import { eventPageQuery, PAGE_SIZE, pageOfRow, pagesOfRows } from './event-page-query';
import { eventTailQuery, TAIL_ROWS, type EventTail } from './event-tail-query';

export interface EventRows {
  /** The event of a row in view; `undefined` while its page is loading. */
  readonly eventAt: (row: number) => StoredEvent | undefined;
  /** The number of effects of the event in a row in view; `undefined` while it is not known. */
  readonly effectsAt: (row: number) => number | undefined;
  /** The event of any row, requested if necessary; `undefined` when it cannot be loaded. */
  readonly loadEvent: (row: number) => Promise<StoredEvent | undefined>;
  /** The reason when rows in view could not be loaded. */
  readonly error: Error | null;
  readonly retry: () => void;
}

interface RowsInView {
  readonly total: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly isScrolling: boolean;
  readonly countsEffects: boolean;
  /** The end of the list, if it was read. */
  readonly tail: EventTail | undefined;
  /** Whether the end is kept up to date. */
  readonly showsEnd: boolean;
  /** Rows from this one on come with the end, without requests for pages. */
  readonly endsFrom: number;
}

/** The events of the rows in view. Requests for pages that leave the view are aborted. */
export function useEventRows(
  simulationId: string,
  criteria: RowsFilter,
  view: RowsInView,
): EventRows {
  const { tail, countsEffects } = view;
  const queryClient = useQueryClient();
  const pages = pagesOfRows(view.firstRow, view.lastRow);
  const queries = useQueries({
    queries: pages.map((page) => ({
      ...eventPageQuery(simulationId, criteria, {
        page,
        countsEffects,
        isPassing: view.isScrolling,
      }),
      enabled: Math.max(view.firstRow, page * PAGE_SIZE) < view.endsFrom,
    })),
  });
  const failed = queries.filter((query) => failureOf(query) !== null && query.data === undefined);

  const pageAt = (row: number) => queries[pageOfRow(row) - (pages[0] ?? 0)]?.data;
  const inTail = (row: number): StoredEvent | undefined => tail?.events[row - tail.firstRow];
  const inPage = (row: number): StoredEvent | undefined => pageAt(row)?.events[row % PAGE_SIZE];
  const eventAt = (row: number): StoredEvent | undefined =>
    view.showsEnd ? (inTail(row) ?? inPage(row)) : (inPage(row) ?? inTail(row));

  return {
    eventAt,
    effectsAt: (row) => {
      const id = eventAt(row)?.event_id;
      if (id === undefined) return undefined;
      const counts = [tail?.effectCounts, pageAt(row)?.effect_counts];
      return (view.showsEnd ? counts : counts.toReversed()).find((of) => of?.[id] !== undefined)?.[
        id
      ];
    },
    loadEvent: async (row) => {
      const known = eventAt(row);
      if (known !== undefined) return known;
      try {
        if (row >= view.total - TAIL_ROWS && isOldestFirst(criteria)) {
          const query = eventTailQuery(simulationId, criteria, countsEffects);
          const end = await queryClient.query({ ...query, staleTime: Infinity });
          const event = end.events[row - end.firstRow];
          if (event !== undefined) return event;
        }
        const query = eventPageQuery(simulationId, criteria, {
          page: pageOfRow(row),
          countsEffects,
        });
        const page = await queryClient.query({ ...query, staleTime: Infinity });
        return page.events[row % PAGE_SIZE];
      } catch {
        // The same page is in view and reports the failure.
        return undefined;
      }
    },
    error: failed[0] === undefined ? null : failureOf(failed[0]),
    retry: () => {
      for (const query of failed) void query.refetch();
    },
  };
}
