import type { EpochMicros } from '../events/epoch-micros';
import { OUTCOMES, type Outcome } from '../events/event-outcome';
import { compareNaturally } from '../events/natural-order';
import type { EventCriteria } from '../filters/event-filter';
import type { FacetOptions } from '../filters/facet-options';
import { nameRank } from '../filters/name-rank';
import type { Facet, FacetCounts } from '../store/facet-counts';

/** The counted fields of an event; empty texts for no agent and no kind. */
export interface CountedEvent {
  readonly time: EpochMicros;
  readonly turn: number;
  readonly type: string;
  readonly agent: string;
  readonly kind: string;
  readonly outcome: Outcome;
}

/** The events that meet criteria, in event order. */
export type Select = (criteria: EventCriteria) => readonly CountedEvent[];

/** Counts facets the simple way: each from the list of events that its criteria leave. */
export function scanFacets(
  select: Select,
  criteria: EventCriteria,
  { limit = 100, name = '', agentOrder = 'events' }: FacetOptions,
): FacetCounts {
  const matches = select(criteria);
  const turns = matches.map(({ turn }) => turn).sort((a, b) => a - b);
  const [first, last] = [matches[0], matches.at(-1)];
  return {
    total: matches.length,
    turns:
      first === undefined ? null : { first: turns[0] ?? -1, last: turns[turns.length - 1] ?? -1 },
    times:
      first === undefined || last === undefined ? null : { first: first.time, last: last.time },
    event_types: facet(
      select({ ...criteria, event_types: [], exclude_event_types: [] }),
      ({ type }) => [type],
      ([type = '']) => ({ event_type: type }),
      limit,
      name,
    ),
    agents: facet(
      select({ ...criteria, agent_ids: [], exclude_agent_ids: [] }),
      ({ agent }) => [agent],
      ([agent = ''], failedCount) => ({
        agent_id: agent === '' ? null : agent,
        failed_count: failedCount,
      }),
      limit,
      name,
      agentOrder === 'failed',
    ),
    kinds: facet(
      select({ ...criteria, kinds: [], exclude_kinds: [] }),
      ({ kind, type }) => [kind, type],
      ([kind = '', type = '']) => ({ kind: kind === '' ? null : kind, event_type: type }),
      limit,
      name,
    ),
    outcomes: facet(
      select({ ...criteria, outcomes: [] }),
      ({ outcome }) => [outcome],
      ([name]) => ({ outcome: OUTCOMES.find((outcome) => outcome === name) ?? 'none' }),
      limit,
      name,
    ),
  };
}

function facet<Value>(
  events: readonly CountedEvent[],
  namesOf: (event: CountedEvent) => readonly string[],
  describe: (names: readonly string[], failedCount: number) => Value,
  limit: number,
  sought: string,
  isFailedFirst = false,
): Facet<Value & { readonly event_count: number }> {
  const counts = new Map<
    string,
    { readonly names: readonly string[]; count: number; failed: number }
  >();
  for (const event of events) {
    const names = namesOf(event);
    if (nameRank(names[0] ?? '', sought) === undefined) continue;
    const key = JSON.stringify(names);
    const known = counts.get(key) ?? { names, count: 0, failed: 0 };
    known.count++;
    if (event.outcome === 'failed') known.failed++;
    counts.set(key, known);
  }
  const values = [...counts.values()].sort(
    (a, b) =>
      (nameRank(a.names[0] ?? '', sought) ?? 0) - (nameRank(b.names[0] ?? '', sought) ?? 0) ||
      (isFailedFirst ? b.failed - a.failed : 0) ||
      b.count - a.count ||
      compareNaturally(a.names[0] ?? '', b.names[0] ?? '') ||
      compareNaturally(a.names[1] ?? '', b.names[1] ?? ''),
  );
  return {
    values: values
      .slice(0, limit)
      .map(({ names, count, failed }) => ({ ...describe(names, failed), event_count: count })),
    value_count: values.length,
    other_count: values.slice(limit).reduce((sum, { count }) => sum + count, 0),
  };
}
