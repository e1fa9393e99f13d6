import type { FirstRows } from '@/components/events-table/first-rows';
import { FIELDS } from '@/components/events-table/fields';
import { PENDING_ROWS } from '@/components/events-table/pending-grid';
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

/** Where rows are had on the server, without asking it over HTTP. */
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

/** What the address says of the rows. Not by `panes.ts`: their code would become part of the first load of the page. */
const addressSchema = eventCriteriaSchema.extend(queryShape(FIELDS));

/** Later the page comes without them, and its scripts ask for them: that takes longer than this. */
const WAIT_MS = 500;

/**
 * The first rows of the table that an address asks for; `undefined` when they are not soon known, or it shows others.
 * @param waitMs how long they are waited for. Default 500.
 */
export async function findFirstRows(
  source: RowSource,
  simulationId: string,
  query: URLSearchParams,
  waitMs = WAIT_MS,
): Promise<FirstRows | undefined> {
  const { readable, values } = readLeniently(addressSchema, query);
  const criteria = readQuery(eventCriteriaSchema, readable);
  const { row } = readFields(FIELDS, values);
  const [tab, eventId] = [query.get('tab') ?? 'events', query.get('event')];
  // A link to an event leads to its row, which is not known yet.
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
    find({ ...criteria, offset: row, limit: PENDING_ROWS }, { countsEffects: true }),
    // When the run begins and ends: its summary, which is counted, would be waited for longer.
    find({ limit: 1 }),
    find({ limit: 1, order: 'desc' }),
  ]);
  // What goes wrong is told by the explorer, when it asks the same.
  const answer = await Promise.race([answers.catch(() => undefined), late]);
  if (answer === undefined) return undefined;
  const [found, { rows: first }, { rows: last }] = answer;
  if (found.rows.length === 0) return undefined;
  return {
    criteria,
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
