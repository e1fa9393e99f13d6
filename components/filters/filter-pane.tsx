'use client';

import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { eventTypeMark } from '@/components/event-type/event-type-mark';
import type { SimulationSummary } from '@/lib/api/contract';
import { EVENT_TYPES } from '@/lib/events/event-type';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { FacetList, type Facet } from './facet-list';
import { agentLabel, chosenNames, toggleName } from './filter-change';
import styles from './filter-pane.module.css';
import { TurnRange } from './turn-range';

/** Which events are asked for: by type, agent and turn, with how many there are of each in the whole simulation. */
export function FilterPane({
  simulation,
  criteria,
  onChange,
}: {
  readonly simulation: SimulationSummary;
  readonly criteria: EventCriteria;
  readonly onChange: (criteria: EventCriteria) => void;
}) {
  return (
    <div className={styles['pane']}>
      <FacetList
        legend="Type"
        facets={typeFacets(simulation)}
        chosen={chosenNames(criteria, 'event_types')}
        onToggle={(type) => onChange(toggleName(criteria, 'event_types', type))}
      />
      <TurnRange
        firstTurn={simulation.first_turn}
        lastTurn={simulation.last_turn}
        criteria={criteria}
        onChange={onChange}
      />
      <FacetList
        legend="Agent"
        facets={agentFacets(simulation)}
        chosen={chosenNames(criteria, 'agent_ids')}
        onToggle={(agent) => onChange(toggleName(criteria, 'agent_ids', agent))}
      />
    </div>
  );
}

function typeFacets({ event_types }: SimulationSummary): readonly Facet[] {
  const order: readonly string[] = EVENT_TYPES;
  const place = (type: string) => (order.includes(type) ? order.indexOf(type) : order.length);
  return [...event_types]
    .sort((a, b) => place(a.event_type) - place(b.event_type))
    .map(({ event_type, event_count }) => {
      const { name, color } = eventTypeMark(event_type);
      const mark = <EventTypeGlyph eventType={event_type} />;
      return { name: event_type, label: name, count: event_count, mark, color };
    });
}

function agentFacets({ agents, event_count }: SimulationSummary): readonly Facet[] {
  const named = agents.map((agent) => ({
    name: agent.agent_id,
    label: agentLabel(agent.agent_id),
    count: agent.event_count,
  }));
  const worldCount = event_count - agents.reduce((sum, agent) => sum + agent.event_count, 0);
  return worldCount <= 0
    ? named
    : [...named, { name: '', label: agentLabel(''), count: worldCount }];
}
