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
    .map((name) => ({ name, label: nameLabel(field, name), count: 0, failedCount: 0 }));
}

/** Types in their order, so that the list does not change with the filter. */
export function typeFacet(
  { event_types, event_type_count }: Pick<SimulationSummary, 'event_types' | 'event_type_count'>,
  counted: EventFacets | undefined,
): Facet {
  const order: readonly string[] = EVENT_TYPES;
  const place = ({ name }: FacetValue) =>
    order.includes(name) ? order.indexOf(name) : order.length;
  const facet = namedFacet(
    event_types.map(({ event_type, event_count }) => toType(event_type, event_count)),
    event_type_count,
    counted && {
      values: counted.event_types.values.map(({ event_type, event_count }) =>
        toType(event_type, event_count),
      ),
      valueCount: counted.event_types.value_count,
    },
  );
  const runOrder = new Map(event_types.map(({ event_type }, at) => [event_type, at]));
  const runPlace = ({ name }: FacetValue) => runOrder.get(name) ?? event_types.length;
  const values = facet.values.toSorted((a, b) => place(a) - place(b) || runPlace(a) - runPlace(b));
  return { ...facet, values };
}

/** Agents; see `orderFacet` for their order. */
export function agentFacet(
  {
    agents,
    agent_count,
    event_count,
  }: Pick<SimulationSummary, 'agents' | 'agent_count' | 'event_count'>,
  counted: EventFacets | undefined,
): Facet {
  const known = agents.map(({ agent_id, event_count: count }) => toAgent(agent_id, count));
  if (counted === undefined) {
    const ofNone = event_count - known.reduce((sum, { count }) => sum + count, 0);
    const isWhole = known.length >= agent_count;
    return namedFacet(isWhole && ofNone > 0 ? [...known, toAgent('', ofNone)] : known, agent_count);
  }
  const values = counted.agents.values.map(toCountedAgent);
  return namedFacet(known, agent_count, { values, valueCount: counted.agents.value_count });
}

/**
 * The values of a field of which the run's names and the filter's counts are known, each maybe in part. A name without a count
 * has no events only if all counts are known: else its count is unknown, and it is not listed.
 * @param known names of the run, with their counts without a filter
 * @param knownCount the number of all names of the run
 * @param counted values within the filter; `undefined` until they are counted
 */
function namedFacet(
  known: readonly FacetValue[],
  knownCount: number,
  counted?: Pick<Facet, 'values' | 'valueCount'>,
): Facet {
  const knowsAll = known.length >= knownCount;
  if (counted === undefined) {
    return {
      values: known,
      valueCount: Math.max(known.length, knownCount),
      isWhole: knowsAll,
      beyondCount: Math.max(0, knownCount - known.length),
    };
  }
  const countsAll = counted.values.length >= counted.valueCount;
  const listed = new Set(counted.values.map(({ name }) => name));
  const without = countsAll ? known.filter(({ name }) => !listed.has(name)) : [];
  const values = [
    ...counted.values,
    ...without.map((value) => ({ ...value, count: 0, failedCount: 0 })),
  ];
  return {
    values,
    valueCount: Math.max(values.length, counted.valueCount, knownCount),
    isWhole: countsAll && knowsAll,
    beyondCount: counted.valueCount - counted.values.length,
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
  const list = [...values.values()];
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
      ? agents.values.map(toCountedAgent)
      : event_types.values.map(({ event_type, event_count }) => toType(event_type, event_count));
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

function toCountedAgent({
  agent_id,
  event_count,
  failed_count,
}: EventFacets['agents']['values'][number]): FacetValue {
  return { ...toAgent(agent_id ?? '', event_count), failedCount: failed_count };
}

function toType(eventType: string, count: number): FacetValue {
  return { name: eventType, label: typeGlyph(eventType).name, count, ...markOf(eventType) };
}
