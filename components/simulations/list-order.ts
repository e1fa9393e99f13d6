import type { RunStatus, SimulationListing } from '@/lib/api/contract';
import { parseTimestamp } from '@/lib/events/epoch-micros';
import { compareNaturally } from '@/lib/events/natural-order';

/** The sortable columns. */
export const SORT_COLUMNS = [
  'name',
  'status',
  'start',
  'duration',
  'turns',
  'agents',
  'events',
  'size',
] as const;

export type SortColumn = (typeof SORT_COLUMNS)[number];

/** The filter and order of the list. They are in the URL. */
export interface ListView {
  readonly text: string;
  readonly sort: SortColumn;
  readonly order: 'asc' | 'desc';
  /** The ids of the simulations chosen to be looked at together, in the order of choice; at most {@link MAX_CHOSEN}. */
  readonly chosen: readonly string[];
}

/** An address has room for about so many ids. */
export const MAX_CHOSEN = 200;

/** The newest first, none chosen. */
export const DEFAULT_LIST_VIEW: ListView = { text: '', sort: 'start', order: 'desc', chosen: [] };

/** In the order of attention. */
const STATUS_ORDER: readonly RunStatus[] = ['live', 'interrupted', 'finished'];

/** Parses the page's query string. Invalid parameters are ignored. */
export function readListView(query: URLSearchParams): ListView {
  const sort = SORT_COLUMNS.find((column) => column === query.get('sort'));
  const order = query.get('order');
  return {
    text: query.get('q') ?? '',
    sort: sort ?? DEFAULT_LIST_VIEW.sort,
    order: order === 'asc' || order === 'desc' ? order : firstOrder(sort ?? DEFAULT_LIST_VIEW.sort),
    chosen: [...new Set(query.getAll('run'))].slice(0, MAX_CHOSEN),
  };
}

/** Writes the inverse of {@link readListView}, without default values. */
export function writeListView({ text, sort, order, chosen }: ListView): string {
  const query = new URLSearchParams();
  if (text !== '') query.set('q', text);
  if (sort !== DEFAULT_LIST_VIEW.sort) query.set('sort', sort);
  if (order !== firstOrder(sort)) query.set('order', order);
  for (const id of chosen) query.append('run', id);
  return query.toString();
}

/** The view after a click on a column header: sorted by it, or in the opposite order. */
export function sortedBy(view: ListView, column: SortColumn): ListView {
  if (view.sort !== column) return { ...view, sort: column, order: firstOrder(column) };
  return { ...view, order: view.order === 'asc' ? 'desc' : 'asc' };
}

/** The view after choosing or unchoosing a simulation. With {@link MAX_CHOSEN}, no other is chosen. */
export function chosenBy(view: ListView, id: string): ListView {
  const others = view.chosen.filter((other) => other !== id);
  const isTaken = others.length < view.chosen.length;
  return { ...view, chosen: isTaken ? others : [...others, id].slice(0, MAX_CHOSEN) };
}

/** The simulations of a view, in its order. Those without a value come last, equal ones are ordered by id. */
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

/** The number of turns with events; `null` without any. */
export function turnCount({ first_turn, last_turn }: SimulationListing): number | null {
  return first_turn === null || last_turn === null ? null : last_turn - first_turn + 1;
}

/** From the earliest to the latest event, microseconds; `null` while unknown. */
export function durationMicros({ start_time, end_time }: SimulationListing): bigint | null {
  const [start, end] = [parseTimestamp(start_time ?? ''), parseTimestamp(end_time ?? '')];
  return start === undefined || end === undefined ? null : end - start;
}

/** Whether nothing is indexed yet, so that zeros would be wrong. */
export function isUnread({ index, event_count }: SimulationListing): boolean {
  return index.state !== 'ready' && event_count === 0;
}

/** Names from A, live runs first, numbers and times from the largest. */
function firstOrder(column: SortColumn): 'asc' | 'desc' {
  return column === 'name' || column === 'status' ? 'asc' : 'desc';
}

function sortValue(
  simulation: SimulationListing,
  sort: SortColumn,
): string | number | bigint | null {
  switch (sort) {
    case 'name':
      return simulation.name.toLowerCase();
    case 'status':
      return STATUS_ORDER.indexOf(simulation.status);
    case 'start':
      return parseTimestamp(simulation.start_time ?? '') ?? null;
    case 'duration':
      return durationMicros(simulation);
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
  if (typeof a === 'string' && typeof b === 'string') return compareNaturally(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
