import type { TimeSpan } from '@/components/event-time/time-format';
import type { EventFacets, SimulationSummary } from '@/lib/api/contract';
import { parseTimestamp } from '@/lib/events/epoch-micros';
import type { NameLengths } from './event-columns';
import type { RowFacts } from './row-facts';

/** The start and end of a run, and its longest names, which determine the widths of columns. */
export interface RunSpan extends TimeSpan {
  /** `undefined` while it is not known. */
  readonly lastTurn: number | undefined;
  readonly names: NameLengths;
  /** The length of the longest description among the first rows; `undefined` while they are not known. */
  readonly descriptionLength?: number | undefined;
}

export const UNKNOWN_SPAN: RunSpan = {
  start: undefined,
  end: undefined,
  lastTurn: undefined,
  names: { type: 0, agent: 0, kind: 0 },
};

/**
 * @param facets of the listed events, if known: they have the kinds
 * @param rows the first events, which are known earlier
 */
export function runSpan(
  { start_time, end_time, last_turn, agents, event_types }: RunFacts,
  facets: Pick<EventFacets, 'kinds'> | undefined,
  rows: readonly RowFacts[],
): RunSpan {
  const first = namesOfRows(rows);
  return {
    start: parseTimestamp(start_time ?? ''),
    end: parseTimestamp(end_time ?? ''),
    lastTurn: last_turn ?? undefined,
    descriptionLength: rows.length === 0 ? undefined : longest(rows, ({ text }) => text),
    names: {
      type: longest(event_types, ({ event_type }) => event_type, first.type),
      agent: longest(agents, ({ agent_id }) => agent_id, first.agent),
      kind: longest(facets?.kinds.values ?? [], ({ kind }) => kind ?? '', first.kind),
    },
  };
}

type RunFacts = Pick<
  SimulationSummary,
  'start_time' | 'end_time' | 'last_turn' | 'agents' | 'event_types'
>;

export function namesOfRows(rows: readonly RowFacts[]): NameLengths {
  return {
    type: longest(rows, ({ type }) => type),
    agent: longest(rows, ({ agent }) => agent ?? ''),
    kind: longest(rows, ({ kind }) => kind ?? ''),
  };
}

function longest<Item>(items: readonly Item[], nameOf: (item: Item) => string, least = 0): number {
  return items.reduce((most, item) => Math.max(most, nameOf(item).length), least);
}
