import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { untilWhole } from '@/components/server-data';
import { refetchRun, runKey } from '@/components/run-key';
import type { EventPage, FindOptions } from '@/lib/api/client';
import type { RowsFilter } from './rows-filter';

export const PAGE_SIZE = 200;

/** While the reader scrolls, a page is requested after it was in view for this time, ms. */
const SETTLE_MS = 60;
const KEPT_FOR_MS = 30_000;

/** The maximum age of effect counts on a full page while a run grows, ms: effects are written after their causes. */
const COUNTS_KEPT_FOR_MS = 5000;

/** A page, and the requested facts of its events. */
export interface PageChoice {
  readonly page: number;
  readonly countsEffects: boolean;
  /** Whether the page is likely to leave the view soon. */
  readonly isPassing?: boolean;
}

export interface TimedPage extends EventPage {
  /** The time from request to response in the browser. */
  readonly elapsedMs: number;
  /** When the events and the total were requested, in milliseconds since the page was loaded. */
  readonly readAt: number;
  readonly askedAt: number;
}

/**
 * One page of matches. The request is aborted when the page is no longer shown. After a change of the files, a full page is not
 * fetched again if its last event is still at the same row, because then nothing was inserted before it.
 */
export function eventPageQuery(
  simulationId: string,
  criteria: RowsFilter,
  { page, countsEffects, isPassing = false }: PageChoice,
) {
  return queryOptions({
    queryKey: runKey('events', simulationId, criteria, { page, countsEffects }),
    queryFn: async ({ signal, client, queryKey }): Promise<TimedPage> => {
      const known = client.getQueryData<TimedPage>(queryKey);
      const offset = page * PAGE_SIZE;
      const askedAt = performance.now();
      if (known !== undefined && isLasting(known, countsEffects, askedAt)) {
        const filter = { ...criteria, limit: 1, offset: offset + PAGE_SIZE - 1 };
        const end = await api.findEvents(simulationId, filter, { signal, isPartial: true });
        if (endsAlike(known, end)) return { ...known, ...totalsOf(end, offset), askedAt };
      }
      if (isPassing) await pause(SETTLE_MS, signal);
      const filter = { ...criteria, limit: PAGE_SIZE, offset };
      // While a run is being indexed, its first events are better than a wait for all of it.
      const options = { signal, isPartial: true, countsEffects };
      const found = await findWholePage(simulationId, filter, options);
      const elapsedMs = performance.now() - askedAt;
      if (known?.index?.state === 'indexing' && found.index?.state !== 'indexing') {
        refetchRun(client, simulationId, 'events');
      }
      return { ...found, elapsedMs, readAt: askedAt, askedAt };
    },
    refetchInterval: untilWhole,
    gcTime: KEPT_FOR_MS,
    structuralSharing: false,
  });
}

/**
 * All events of a page. With long lines, a response has fewer events than requested and says so; the rest is requested next. Each
 * response has at least one more event.
 */
async function findWholePage(
  simulationId: string,
  filter: RowsFilter & { readonly limit: number; readonly offset: number },
  options: FindOptions,
): Promise<EventPage> {
  let { truncated, ...page } = await api.findEvents(simulationId, filter, options);
  while (truncated === true && page.events.length < filter.limit) {
    const had = page.events.length;
    const after = { ...filter, limit: filter.limit - had, offset: filter.offset + had };
    const more = await api.findEvents(simulationId, after, options);
    if (more.events.length === 0) break;
    const counts = { ...page.effect_counts, ...more.effect_counts };
    ({ truncated } = more);
    page = { ...page, has_more: more.has_more, events: [...page.events, ...more.events] };
    if (page.effect_counts !== undefined) page = { ...page, effect_counts: counts };
  }
  return page;
}

/** The page of a row. */
export function pageOfRow(row: number): number {
  return Math.floor(row / PAGE_SIZE);
}

/** The pages of a range of rows, in order. */
export function pagesOfRows(firstRow: number, lastRow: number): readonly number[] {
  const first = pageOfRow(firstRow);
  return Array.from({ length: Math.max(0, pageOfRow(lastRow) - first + 1) }, (_, at) => first + at);
}

/** Whether a page stays unchanged while events are only appended. */
function isLasting(known: TimedPage, countsEffects: boolean, now: number): boolean {
  const isFull = known.events.length === PAGE_SIZE;
  return (
    isFull &&
    known.index?.state !== 'indexing' &&
    (!countsEffects || now - known.readAt < COUNTS_KEPT_FOR_MS)
  );
}

/** Whether the event at a page's end is still the same. */
function endsAlike(known: EventPage, end: EventPage): boolean {
  const [before, now] = [known.events.at(-1), end.events[0]];
  return before?.event_id === now?.event_id && before?.time === now?.time;
}

function totalsOf({ total, index }: EventPage, offset: number) {
  return { total, index, has_more: offset + PAGE_SIZE < total };
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
