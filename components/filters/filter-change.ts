import { canonicalEventType } from '@/lib/events/event-type';
import type { EventCriteria } from '@/lib/filters/event-filter';

/** The parts of the criteria that are lists of names. */
export type NameFilter = 'event_types' | 'agent_ids';

/** The names a list filters by; types in their canonical spelling. */
export function chosenNames(criteria: EventCriteria, filter: NameFilter): readonly string[] {
  const names = criteria[filter] ?? [];
  return filter === 'event_types' ? [...new Set(names.map(canonicalEventType))] : names;
}

/** The criteria with a name added, or taken away when it was there. */
export function toggleName(
  criteria: EventCriteria,
  filter: NameFilter,
  name: string,
): EventCriteria {
  const chosen = chosenNames(criteria, filter);
  const next = chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name];
  return withPart(criteria, filter, next.length === 0 ? undefined : next);
}

/** The criteria with one part replaced, or left out. */
export function withPart<Part extends keyof EventCriteria>(
  criteria: EventCriteria,
  part: Part,
  value: EventCriteria[Part] | undefined,
): EventCriteria {
  const { [part]: _, ...rest } = criteria;
  return value === undefined ? rest : { ...rest, [part]: value };
}

/** One active part of a filter in words, and the criteria without it. */
export interface FilterFact {
  readonly key: string;
  readonly label: string;
  readonly without: EventCriteria;
}

/** What a filter asks for, part by part. */
export function filterFacts(criteria: EventCriteria): readonly FilterFact[] {
  const facts: FilterFact[] = [];
  const types = chosenNames(criteria, 'event_types');
  if (criteria.event_types !== undefined) {
    facts.push({
      key: 'event_types',
      label: `type: ${types.map((type) => type.toLowerCase()).join(', ')}`,
      without: withPart(criteria, 'event_types', undefined),
    });
  }
  if (criteria.agent_ids !== undefined) {
    facts.push({
      key: 'agent_ids',
      label: `agent: ${criteria.agent_ids.map(agentLabel).join(', ')}`,
      without: withPart(criteria, 'agent_ids', undefined),
    });
  }
  if (criteria.turn_start !== undefined || criteria.turn_end !== undefined) {
    facts.push({
      key: 'turns',
      label: rangeLabel('turn', criteria.turn_start, criteria.turn_end),
      without: withPart(withPart(criteria, 'turn_start', undefined), 'turn_end', undefined),
    });
  }
  if (criteria.start_timestamp !== undefined || criteria.end_timestamp !== undefined) {
    facts.push({
      key: 'times',
      label: rangeLabel('time', criteria.start_timestamp, criteria.end_timestamp),
      without: withPart(
        withPart(criteria, 'start_timestamp', undefined),
        'end_timestamp',
        undefined,
      ),
    });
  }
  return facts;
}

/** An agent's name; the empty id stands for events of no agent. */
export function agentLabel(agentId: string): string {
  return agentId === '' ? 'no agent' : agentId;
}

function rangeLabel(
  noun: string,
  from: number | string | undefined,
  to: number | string | undefined,
): string {
  if (from === undefined) return `${noun} up to ${String(to)}`;
  if (to === undefined) return `${noun} from ${String(from)}`;
  return from === to ? `${noun} ${String(from)}` : `${noun} ${String(from)}–${String(to)}`;
}
