import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { untilWhole } from '@/components/server-data';
import { refetchRun, runKey } from '@/components/run-key';
import type { EventPage, FindOptions } from '@/lib/api/client';
import type { EventCriteria } from '@/lib/filters/event-filter';

export const PAGE_SIZE = 200;

/** How long a page has to stay in view while the reader scrolls before it is asked for. */
const SETTLE_MS = 60;
const KEPT_FOR_MS = 30_000;

/** Effects come later than what caused them: how old their counts on a page that is full may be while a run grows. */
const COUNTS_KEPT_FOR_MS = 5000;

/** Which page, and what is to be known of its events. */
export interface PageChoice {
  readonly page: number;
  readonly countsEffects: boolean;
  /** Whether it is likely to leave the view soon. */
  readonly isPassing?: boolean;
}

export interface TimedPage extends EventPage {
  /** From asking to having it, in the browser. */
  readonly elapsedMs: number;
  /** When its events were asked for, and when its total was, in milliseconds of this page's life. */
  readonly readAt: number;
  readonly askedAt: number;
}

/**
 * One page of matches. The request is aborted as soon as nobody shows the page. When the files have changed, a page
 * that is full is not asked for again: where its last event still stands where it stood, nothing was added before it.
 */
export function eventPageQuery(
  simulationId: string,
  criteria: EventCriteria,
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
      // While a run is being indexed, its beginning is worth more than waiting for all of it.
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
 * The events of a page, all of them: of long lines an answer has fewer than were asked for and says so, and the rest is
 * asked for after it. Each answer has one more at least.
 */
async function findWholePage(
  simulationId: string,
  filter: EventCriteria & { readonly limit: number; readonly offset: number },
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

/** The page a row stands on. */
export function pageOfRow(row: number): number {
  return Math.floor(row / PAGE_SIZE);
}

/** The pages that a run of rows stands on, in order. */
export function pagesOfRows(firstRow: number, lastRow: number): readonly number[] {
  const first = pageOfRow(firstRow);
  return Array.from({ length: Math.max(0, pageOfRow(lastRow) - first + 1) }, (_, at) => first + at);
}

/** Whether a page stays as it is while events are only appended. */
function isLasting(known: TimedPage, countsEffects: boolean, now: number): boolean {
  const isFull = known.events.length === PAGE_SIZE;
  return (
    isFull &&
    known.index?.state !== 'indexing' &&
    (!countsEffects || now - known.readAt < COUNTS_KEPT_FOR_MS)
  );
}

/** Whether the event at a page's end is the one that was there. */
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
