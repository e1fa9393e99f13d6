import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { typeGlyph } from '@/components/event-type/type-glyph';
import type { EventFacets, SimulationSummary } from '@/lib/api/contract';
import { EVENT_TYPES } from '@/lib/events/event-type';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { FacetValue } from './facet-list';
import { chosenNames, nameLabel } from './filter-change';
import type { NameField } from '@/lib/filters/read-conditions';

/** The values of a field. */
export interface Facet {
  readonly values: readonly FacetValue[];
  /** The number of all values, including those not listed. */
  readonly valueCount: number;
  /** Whether all values are listed. */
  readonly isWhole: boolean;
  /** The number of values within the filter that are not listed. */
  readonly beyondCount: number;
}

/** Names in the filter that no event has. They stay visible, so that they can be removed. */
export function strangers(
  criteria: EventCriteria,
  field: NameField,
  values: readonly FacetValue[],
): readonly FacetValue[] {
  const known = new Set(values.map(({ name }) => name));
  const treated = (['include', 'exclude'] as const).flatMap((treatment) =>
    chosenNames(criteria, field, treatment),
  );
  return treated
    .filter((name) => !known.has(name))
    .map((name) => ({ name, label: nameLabel(field, name), count: 0 }));
}

/** All types of the simulation, so that the list does not change with the filter. */
export function typeFacet(
  { event_types }: SimulationSummary,
  counted: EventFacets | undefined,
): Facet {
  const order: readonly string[] = EVENT_TYPES;
  const place = (type: string) => (order.includes(type) ? order.indexOf(type) : order.length);
  const counts = new Map(
    counted?.event_types.values.map(({ event_type, event_count }) => [event_type, event_count]),
  );
  const values = [...event_types]
    .sort((a, b) => place(a.event_type) - place(b.event_type))
    .map(({ event_type, event_count }) => ({
      name: event_type,
      label: typeGlyph(event_type).name,
      count: counted === undefined ? event_count : (counts.get(event_type) ?? 0),
      ...markOf(event_type),
    }));
  return withCount(values);
}

/** Agents ordered by name; agents without events in the filter come last. */
export function agentFacet(
  { agents, agent_count, event_count }: SimulationSummary,
  counted: EventFacets | undefined,
): Facet {
  if (counted === undefined) {
    const named = agents.map(({ agent_id, event_count: count }) => toAgent(agent_id, count));
    const ofNone = event_count - agents.reduce((sum, agent) => sum + agent.event_count, 0);
    const beyondCount = agent_count - agents.length;
    if (beyondCount > 0) {
      return { values: named, valueCount: agent_count, isWhole: false, beyondCount };
    }
    return withCount(ofNone <= 0 ? named : [...named, toAgent('', ofNone)]);
  }
  const values = counted.agents.values
    .map(({ agent_id, event_count: count }) => toAgent(agent_id ?? '', count))
    .sort((a, b) => Number(a.name === '') - Number(b.name === '') || byName(a, b));
  const counts = new Set(values.map(({ name }) => name));
  const without = agents.filter(({ agent_id }) => !counts.has(agent_id));
  // With more agents than the answer lists, those not listed may have events.
  const isWhole = counted.agents.value_count === counted.agents.values.length;
  const rest = isWhole ? without.map(({ agent_id }) => toAgent(agent_id, 0)) : [];
  return {
    values: [...values, ...rest],
    valueCount: Math.max(counted.agents.value_count, agents.length),
    isWhole,
    beyondCount: counted.agents.value_count - counted.agents.values.length,
  };
}

export function kindFacet({ kinds }: EventFacets): Facet {
  // A kind that occurs in several types is one value of the filter.
  const values = new Map<string, FacetValue & { readonly types: number }>();
  for (const { kind, event_type, event_count } of kinds.values) {
    const name = kind ?? '';
    const known = values.get(name);
    values.set(name, {
      name,
      label: nameLabel('kind', name),
      count: (known?.count ?? 0) + event_count,
      types: (known?.types ?? 0) + 1,
      ...(known === undefined && kind !== null ? markOf(event_type) : {}),
    });
  }
  const list = [...values.values()].sort((a, b) => b.count - a.count);
  return {
    values: list,
    valueCount: kinds.value_count,
    isWhole: kinds.values.length === kinds.value_count,
    beyondCount: kinds.value_count - kinds.values.length,
  };
}

/** The values of a field that the server found by name, in the server's order. */
export function foundFacet(field: NameField, found: EventFacets): Facet {
  if (field === 'kind') {
    const { values, ...facet } = kindFacet(found);
    const order = found.kinds.values.map(({ kind }) => kind ?? '');
    const inOrder = values.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
    return { ...facet, values: inOrder };
  }
  const { agents, event_types } = found;
  const counted = field === 'agent' ? agents : event_types;
  const values =
    field === 'agent'
      ? agents.values.map(({ agent_id, event_count }) => toAgent(agent_id ?? '', event_count))
      : event_types.values.map(({ event_type, event_count }) => ({
          name: event_type,
          label: typeGlyph(event_type).name,
          count: event_count,
          ...markOf(event_type),
        }));
  return {
    values,
    valueCount: counted.value_count,
    isWhole: values.length === counted.value_count,
    beyondCount: counted.value_count - values.length,
  };
}

function markOf(eventType: string): Pick<FacetValue, 'mark' | 'color'> {
  const { color } = typeGlyph(eventType);
  return { mark: <EventTypeGlyph eventType={eventType} />, color };
}

function toAgent(agentId: string, count: number): FacetValue {
  return { name: agentId, label: nameLabel('agent', agentId), count };
}

function withCount(values: readonly FacetValue[]): Facet {
  return { values, valueCount: values.length, isWhole: true, beyondCount: 0 };
}

const byName = (a: FacetValue, b: FacetValue): number =>
  a.label.localeCompare(b.label, 'en', { numeric: true });
