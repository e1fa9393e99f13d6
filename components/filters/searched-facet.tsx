'use client';

import { useState } from 'react';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { FacetList, type FacetValue, type FoundNames } from './facet-list';
import { orderFacet } from './facet-order';
import { foundFacet, type Facet } from './facet-values';
import type { NameField, Treatment } from '@/lib/filters/read-conditions';
import { useFacetOrder } from './use-facet-order';
import { useFoundNames } from './use-found-names';

interface SearchedFacetProps {
  readonly simulationId: string;
  readonly criteria: EventCriteria;
  readonly field: NameField;
  readonly facet: Facet;
  /** Values in the filter that the facet lacks. */
  readonly strangers: readonly FacetValue[];
  readonly legend: string;
  readonly isShort: boolean;
  readonly treatmentOf: (name: string) => Treatment | undefined;
  readonly onTreat: (name: string, treatment: Treatment | undefined) => void;
}

/** The values of a field, searched by name: in the page if all are known, otherwise by the server. */
export function SearchedFacet({
  simulationId,
  criteria,
  field,
  facet,
  strangers,
  ...list
}: SearchedFacetProps) {
  const sort = useFacetOrder(field);
  const values = sort === undefined ? facet.values : orderFacet(facet.values, sort.order);
  const [text, setText] = useState('');
  const name = facet.isWhole ? '' : text.trim();
  const answer = useFoundNames(simulationId, criteria, name);
  return (
    <FacetList
      {...list}
      values={[...values, ...strangers]}
      sort={sort}
      text={text}
      onText={setText}
      found={name === '' ? undefined : toFound(answer, field)}
      valueCount={facet.valueCount}
      beyondCount={facet.beyondCount}
    />
  );
}

function toFound(answer: ReturnType<typeof useFoundNames>, field: NameField): FoundNames {
  switch (answer.state) {
    case 'ready':
      return { state: 'found', ...foundFacet(field, answer.data) };
    case 'failed':
      return { state: 'failed', message: answer.error.message };
    case 'loading':
    case 'indexing':
      return { state: 'searching' };
  }
}
