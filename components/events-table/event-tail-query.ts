import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { runKey } from '@/components/run-key';
import { madeOf, untilWhole } from '@/components/server-data';
import type { StoredEvent } from '@/lib/events/read-event';
import type { RowsFilter } from './rows-filter';

/** More rows than the tallest screen shows, with some for scrolling up. */
export const TAIL_ROWS = 120;

/** The last matches, and the number of all matches at the same time. */
export interface EventTail {
  readonly total: number;
  /** The row of its first event. */
  readonly firstRow: number;
  /** In event order. */
  readonly events: readonly StoredEvent[];
  readonly effectCounts: Readonly<Record<string, number>> | undefined;
  /** When it was requested, in milliseconds since the page was loaded. */
  readonly askedAt: number;
}

/** The end of a growing list: one response has its rows and the matching total. */
export function eventTailQuery(simulationId: string, criteria: RowsFilter, countsEffects: boolean) {
  return queryOptions({
    queryKey: runKey('event-tail', simulationId, criteria, { countsEffects }),
    queryFn: async ({ signal }): Promise<EventTail> => {
      const askedAt = performance.now();
      const filter = { ...criteria, order: 'desc', limit: TAIL_ROWS } as const;
      const options = { signal, isPartial: true, countsEffects };
      const page = await api.findEvents(simulationId, filter, options);
      const { total, effect_counts: effectCounts } = page;
      const events = page.events.toReversed();
      const firstRow = total - events.length;
      return madeOf(page, { total, firstRow, events, effectCounts, askedAt });
    },
    refetchInterval: untilWhole,
    gcTime: 10_000,
    structuralSharing: false,
  });
}
