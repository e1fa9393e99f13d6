import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import type { EventPage } from '@/lib/api/client';
import type { EventCriteria } from '@/lib/filters/event-filter';

export const PAGE_SIZE = 200;

/** How long a page has to stay in view while the reader scrolls before it is asked for. */
const SETTLE_MS = 60;
const KEPT_FOR_MS = 60_000;

export interface TimedPage extends EventPage {
  /** From asking to having it, in the browser. */
  readonly elapsedMs: number;
}

/**
 * One page of matches. The request is aborted as soon as nobody shows the page; `isPassing` says that this is likely
 * to be soon.
 */
export function eventPageQuery(
  simulationId: string,
  criteria: EventCriteria,
  page: number,
  isPassing = false,
) {
  return queryOptions({
    queryKey: ['events', simulationId, criteria, page],
    queryFn: async ({ signal }): Promise<TimedPage> => {
      if (isPassing) await pause(SETTLE_MS, signal);
      const askedAt = performance.now();
      const filter = { ...criteria, limit: PAGE_SIZE, offset: page * PAGE_SIZE };
      // While a run is being indexed, its beginning is worth more than waiting for all of it.
      const found = await api.findEvents(simulationId, filter, { signal, isPartial: true });
      return { ...found, elapsedMs: performance.now() - askedAt };
    },
    gcTime: KEPT_FOR_MS,
    structuralSharing: false,
  });
}

/** The page a row stands on. */
export function pageOfRow(row: number): number {
  return Math.floor(row / PAGE_SIZE);
}

/** The pages that a run of rows stands on, in order. */
export function pagesOfRows(firstRow: number, lastRow: number): readonly number[] {
  const first = pageOfRow(firstRow);
  return Array.from({ length: Math.max(0, pageOfRow(lastRow) - first + 1) }, (_, at) => first + at);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    });
  });
}
