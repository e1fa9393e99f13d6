import { spansDays } from '@/components/event-time/event-time';
import type { FirstRows } from '@/components/events-table/first-rows';
import { PENDING_ROWS } from '@/components/events-table/pending-grid';
import { parseTimestamp } from '@/lib/events/epoch-micros';
import type { EventLine } from '@/lib/events/event-line';
import { readEventLine } from '@/lib/events/read-event';
import type { EventFilter } from '@/lib/filters/event-filter';
import { readViewState } from './view-state';

/** Where rows are had on the server, without asking it over HTTP. */
interface RowSource {
  getSimulation(
    simulationId: string,
  ): Promise<Readonly<Record<'start' | 'end', { readonly timestamp: string } | null>>>;
  getFilteredEvents(
    simulationId: string,
    filter: EventFilter,
    options: { readonly isPartial: boolean; readonly countsEffects: boolean },
  ): Promise<{
    readonly events: readonly EventLine[];
    readonly effect_counts?: Readonly<Record<string, number>>;
  }>;
}

/** Later the page comes without them, and its scripts ask for them. */
const WAIT_MS = 200;

/** The first rows of the table that an address asks for; `undefined` when they are not soon known, or it shows others. */
export async function findFirstRows(
  source: RowSource,
  simulationId: string,
  query: URLSearchParams,
): Promise<FirstRows | undefined> {
  const { criteria, tab, row, eventId } = readViewState(query).view;
  // A link to an event leads to its row, which is not known yet.
  if (tab !== 'events' || (eventId !== null && row === 0)) return undefined;
  const filter = { ...criteria, offset: row, limit: PENDING_ROWS };
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), WAIT_MS).unref();
  });
  // What goes wrong is told by the explorer, when it asks the same.
  const inTime = <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> =>
    Promise.race([answer.catch(() => undefined), late]);
  const [simulation, page] = await Promise.all([
    inTime(source.getSimulation(simulationId)),
    inTime(
      source.getFilteredEvents(simulationId, filter, { isPartial: true, countsEffects: true }),
    ),
  ]);
  const events = page?.events.flatMap(({ text }) => readEventLine(text).event ?? []) ?? [];
  if (events.length === 0) return undefined;
  const [start, end] = [simulation?.start?.timestamp, simulation?.end?.timestamp];
  return {
    criteria,
    events,
    effectCounts: page?.effect_counts ?? {},
    start: parseTimestamp(start ?? ''),
    showsDay: spansDays(start ?? null, end ?? null),
  };
}
