import type { FirstRows } from '@/components/events-table/first-rows';
import { FIELDS } from '@/components/events-table/fields';
import { PENDING_ROWS } from '@/components/events-table/pending-grid';
import { rowsFilter } from '@/components/events-table/rows-filter';
import { rowFacts } from '@/components/events-table/row-facts';
import { namesOfRows } from '@/components/events-table/run-span';
import { MAX_LINE_BYTES } from '@/components/max-line-bytes';
import { queryShape, readFields } from '@/components/url-field';
import type { EventLine } from '@/lib/events/event-line';
import { cutLine } from '@/lib/events/cut-line';
import { readEventLine, type StoredEvent } from '@/lib/events/read-event';
import { eventCriteriaSchema, type EventFilter } from '@/lib/filters/event-filter';
import { readLeniently } from '@/lib/filters/read-leniently';
import { readQuery } from '@/lib/filters/read-query';

/** The source of rows on the server, without HTTP. */
interface RowSource {
  getFilteredEvents(
    simulationId: string,
    filter: EventFilter,
    options: { readonly isPartial: boolean; readonly countsEffects?: boolean },
  ): Promise<{
    readonly events: readonly EventLine[];
    readonly effect_counts?: Readonly<Record<string, number>>;
  }>;
}

/** The fields of the address about rows. Without `panes.ts`, whose code would become part of the page's first load. */
const addressSchema = eventCriteriaSchema.extend(queryShape(FIELDS));

/** After this time, the page is sent without rows, and its scripts request them, which takes longer. */
const WAIT_MS = 500;

/**
 * The first rows of the table at an address; `undefined` when they take too long, or when the address shows other rows.
 * @param waitMs the time limit, ms. Default 500.
 */
export async function findFirstRows(
  source: RowSource,
  simulationId: string,
  query: URLSearchParams,
  waitMs = WAIT_MS,
): Promise<FirstRows | undefined> {
  const { readable, values } = readLeniently(addressSchema, query);
  const criteria = readQuery(eventCriteriaSchema, readable);
  const { row, columns, ...sort } = readFields(FIELDS, values);
  const filter = rowsFilter(criteria, sort);
  const [tab, eventId] = [query.get('tab') ?? 'events', query.get('event')];
  // A link to an event shows its row, which is not known yet.
  if (tab !== 'events' || (eventId !== null && row === 0)) return undefined;
  const find = async (filter: EventFilter, options: { readonly countsEffects?: boolean } = {}) => {
    const found = await source.getFilteredEvents(simulationId, filter, {
      isPartial: true,
      ...options,
    });
    const events: StoredEvent[] = [];
    for (const { text } of found.events) {
      const { event } = readEventLine(await cutLine(text, MAX_LINE_BYTES, nextTurn));
      if (event !== undefined) events.push(event);
    }
    const counts = found.effect_counts ?? {};
    return {
      rows: events.map(rowFacts),
      effectCounts: events.map(({ event_id: id }) => counts[id] ?? 0),
    };
  };
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), waitMs).unref();
  });
  const answers = Promise.all([
    find({ ...filter, offset: row, limit: PENDING_ROWS }, { countsEffects: true }),
    // The start and end of the run. Its summary needs counts, which take longer.
    find({ limit: 1 }),
    find({ limit: 1, order: 'desc' }),
  ]);
  // The explorer sends the same request, and reports its failure.
  const answer = await Promise.race([answers.catch(() => undefined), late]);
  if (answer === undefined) return undefined;
  const [found, { rows: first }, { rows: last }] = answer;
  if (found.rows.length === 0) return undefined;
  return {
    criteria: filter,
    fields: columns,
    ...found,
    run: {
      start: first[0]?.time,
      end: last[0]?.time,
      lastTurn: last[0]?.turn,
      names: namesOfRows([...found.rows, ...first, ...last]),
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
