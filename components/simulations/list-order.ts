import { duration } from '@/components/event-time/event-time';
import type { SimulationListing } from '@/lib/api/contract';
import { parseTimestamp } from '@/lib/events/epoch-micros';

/** What the list can be sorted by. */
export const SORT_COLUMNS = [
  'name',
  'start',
  'duration',
  'turns',
  'agents',
  'events',
  'size',
] as const;

export type SortColumn = (typeof SORT_COLUMNS)[number];

/** What of the list is wanted, and in which order; it lives in the URL. */
export interface ListView {
  readonly text: string;
  readonly sort: SortColumn;
  readonly order: 'asc' | 'desc';
}

/** The newest first. */
export const DEFAULT_LIST_VIEW: ListView = { text: '', sort: 'start', order: 'desc' };

/** Reads the page's query string; what makes no sense is as if it were not there. */
export function readListView(query: URLSearchParams): ListView {
  const sort = SORT_COLUMNS.find((column) => column === query.get('sort'));
  const order = query.get('order');
  return {
    text: query.get('q') ?? '',
    sort: sort ?? DEFAULT_LIST_VIEW.sort,
    order: order === 'asc' || order === 'desc' ? order : firstOrder(sort ?? DEFAULT_LIST_VIEW.sort),
  };
}

/** Writes what {@link readListView} reads, leaving out what is as it would be anyway. */
export function writeListView({ text, sort, order }: ListView): string {
  const query = new URLSearchParams();
  if (text !== '') query.set('q', text);
  if (sort !== DEFAULT_LIST_VIEW.sort) query.set('sort', sort);
  if (order !== firstOrder(sort)) query.set('order', order);
  return query.toString();
}

/** The view after a click on a column's head: by that column, or the other way round. */
export function sortedBy(view: ListView, column: SortColumn): ListView {
  if (view.sort !== column) return { ...view, sort: column, order: firstOrder(column) };
  return { ...view, order: view.order === 'asc' ? 'desc' : 'asc' };
}

/** The simulations a view shows, in its order; those without a value come last, equal ones by id. */
export function arrangeList(
  simulations: readonly SimulationListing[],
  { text, sort, order }: ListView,
): readonly SimulationListing[] {
  const wanted = text.trim().toLowerCase();
  const sign = order === 'asc' ? 1 : -1;
  return simulations
    .filter(({ id, name }) => `${name}\n${id}`.toLowerCase().includes(wanted))
    .sort((a, b) => {
      const [x, y] = [sortValue(a, sort), sortValue(b, sort)];
      if (x === null || y === null) {
        return x === y ? compare(a.id, b.id) : x === null ? 1 : -1;
      }
      return compare(x, y) * sign || compare(a.id, b.id);
    });
}

/** Turns a simulation has events of; `null` when it has none. */
export function turnCount({ first_turn, last_turn }: SimulationListing): number | null {
  return first_turn === null || last_turn === null ? null : last_turn - first_turn + 1;
}

/** Names from A, numbers and times from the largest. */
function firstOrder(column: SortColumn): 'asc' | 'desc' {
  return column === 'name' ? 'asc' : 'desc';
}

function sortValue(
  simulation: SimulationListing,
  sort: SortColumn,
): string | number | bigint | null {
  const start = parseTimestamp(simulation.start_time ?? '') ?? null;
  const end = parseTimestamp(simulation.end_time ?? '') ?? null;
  switch (sort) {
    case 'name':
      return simulation.name.toLowerCase();
    case 'start':
      return start;
    case 'duration':
      return start === null || end === null ? null : end - start;
    case 'turns':
      return turnCount(simulation);
    case 'agents':
      return simulation.agent_count;
    case 'events':
      return simulation.event_count;
    case 'size':
      return simulation.bytes;
  }
}

function compare(a: string | number | bigint, b: string | number | bigint): number {
  if (typeof a === 'string' && typeof b === 'string')
    return a.localeCompare(b, 'en', { numeric: true });
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How long a simulation ran, in words; a dash while that is unknown. */
export function durationText({ start_time, end_time }: SimulationListing): string {
  return duration(start_time, end_time) ?? '–';
}
