import { spansDays } from '@/components/event-time/event-time';
import type { FirstRows } from '@/components/events-table/first-rows';
import { PENDING_ROWS } from '@/components/events-table/pending-grid';
import { readViewState } from '@/components/viewer/view-state';
import { parseTimestamp } from '@/lib/events/epoch-micros';
import { readEventLine } from '@/lib/events/read-event';
import type { EventService } from '@/lib/service/event-service';

/** Later the page comes without them, and its scripts ask for them. */
const WAIT_MS = 200;

/** The first rows of the table that an address asks for; `undefined` when they are not soon known, or it shows others. */
export async function findFirstRows(
  service: EventService,
  simulationId: string,
  query: URLSearchParams,
): Promise<FirstRows | undefined> {
  const { criteria, tab, row, eventId } = readViewState(query).view;
  // A link to an event leads to its row, which is not known yet.
  if (tab !== 'events' || (eventId !== null && row === 0)) return undefined;
  const found = async (): Promise<FirstRows | undefined> => {
    const filter = { ...criteria, offset: row, limit: PENDING_ROWS };
    const [{ start, end }, page] = await Promise.all([
      service.getSimulation(simulationId),
      service.getFilteredEvents(simulationId, filter, { isPartial: true, countsEffects: true }),
    ]);
    const events = page.events.flatMap(({ text }) => readEventLine(text).event ?? []);
    if (events.length === 0) return undefined;
    return {
      criteria,
      events,
      effectCounts: page.effect_counts ?? {},
      start: parseTimestamp(start?.timestamp ?? ''),
      showsDay: spansDays(start?.timestamp ?? null, end?.timestamp ?? null),
    };
  };
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), WAIT_MS).unref();
  });
  // What goes wrong is told by the explorer, when it asks the same.
  return Promise.race([found().catch(() => undefined), late]);
}
