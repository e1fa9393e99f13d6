import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { runKey } from '@/components/run-key';
import type { StoredEvent } from '@/lib/events/read-event';
import type { EventCriteria } from '@/lib/filters/event-filter';

/** More rows than the tallest screen shows, with some to scroll up into. */
export const TAIL_ROWS = 120;

/** The last events that match, and how many match in all: of one moment. */
export interface EventTail {
  readonly total: number;
  /** The row of the first of its events. */
  readonly firstRow: number;
  /** In event order. */
  readonly events: readonly StoredEvent[];
  readonly effectCounts: Readonly<Record<string, number>> | undefined;
  /** When it was asked for, in milliseconds of this page's life. */
  readonly askedAt: number;
}

/** The end of a list that grows: its rows come together with the total that makes them the last. */
export function eventTailQuery(
  simulationId: string,
  criteria: EventCriteria,
  countsEffects: boolean,
) {
  return queryOptions({
    queryKey: runKey('event-tail', simulationId, criteria, { countsEffects }),
    queryFn: async ({ signal }): Promise<EventTail> => {
      const askedAt = performance.now();
      const filter = { ...criteria, order: 'desc', limit: TAIL_ROWS } as const;
      const options = { signal, isPartial: true, countsEffects };
      const page = await api.findEvents(simulationId, filter, options);
      const { total, effect_counts: effectCounts } = page;
      const events = page.events.toReversed();
      return { total, firstRow: total - events.length, events, effectCounts, askedAt };
    },
    gcTime: 10_000,
    structuralSharing: false,
  });
}
