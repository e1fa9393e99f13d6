'use client';

import type { ServerData } from '@/components/server-data';
import type { EventFacets, SimulationSummary } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { agentFacet, kindFacet, strangers, typeFacet, type Facet } from './facet-values';
import { treatmentOf, treatName } from './filter-change';
import { FieldQuery } from './field-query';
import type { FilterNavigation } from './filter-navigation';
import styles from './filter-pane.module.css';
import type { NameField } from '@/lib/filters/read-conditions';
import { OutcomeFacet } from './outcome-facet';
import { SearchedFacet } from './searched-facet';
import { TextQuery } from './text-query';
import { TurnRange } from './turn-range';

/**
 * The filter by text, type, agent, kind and turn. Each count is under the rest of the filter: it shows the result of choosing
 * that value.
 */
export function FilterPane({
  simulation,
  criteria,
  facets,
  onChange,
}: {
  readonly simulation: SimulationSummary;
  readonly criteria: EventCriteria;
  /** Counts under the filter. While they are loading, counts of the whole simulation are shown. */
  readonly facets: ServerData<EventFacets>;
  readonly onChange: FilterNavigation;
}) {
  const counted = facets.state === 'ready' ? facets.data : undefined;
  const listFor = (field: NameField, legend: string, facet: Facet, isShort = false) => (
    <SearchedFacet
      key={field}
      simulationId={simulation.id}
      criteria={criteria}
      field={field}
      facet={facet}
      legend={legend}
      strangers={strangers(criteria, field, facet.values)}
      isShort={isShort}
      treatmentOf={(name) => treatmentOf(criteria, field, name)}
      onTreat={(name, treatment) => onChange((now) => treatName(now, field, name, treatment))}
    />
  );
  return (
    <div className={styles['pane']}>
      <TextQuery criteria={criteria} onChange={onChange} />
      {counted === undefined ? null : (
        <OutcomeFacet criteria={criteria} counted={counted} onChange={onChange} />
      )}
      {listFor('agent', 'Agent', agentFacet(simulation, counted), true)}
      {listFor('type', 'Type', typeFacet(simulation, counted))}
      <TurnRange
        firstTurn={simulation.first_turn}
        lastTurn={simulation.last_turn}
        criteria={criteria}
        onChange={onChange}
      />
      {counted === undefined ? null : listFor('kind', 'Kind', kindFacet(counted), true)}
      <FieldQuery criteria={criteria} onChange={onChange} />
    </div>
  );
}
