'use client';

import { useCallback } from 'react';
import type { PaneProps } from '@/components/pane';
import type { FieldValues } from '@/components/url-field';
import { criteriaKey } from '@/lib/filters/criteria-key';
import { EventsTable } from './events-table';
import type { EventsFields } from './fields';
import { useEventMatches } from './use-event-matches';

/** The events of the filter as rows. */
export function EventsPane(props: PaneProps<FieldValues<EventsFields>>) {
  const { simulation, criteria, fields, onFieldsChange } = props;
  const recordRow = useCallback(
    (row: number) => onFieldsChange({ row }, 'record'),
    [onFieldsChange],
  );
  const changeFind = useCallback(
    (find: string | null) => onFieldsChange({ find }, 'replace'),
    [onFieldsChange],
  );
  return (
    <EventsTable
      // Another filter has other rows, so no state is kept.
      key={criteriaKey(criteria)}
      handle={props.rows}
      simulation={simulation}
      criteria={criteria}
      matches={useEventMatches(simulation.id, criteria)}
      facets={props.facets}
      selectedEventId={props.selectedEventId}
      initialRow={fields.row}
      toolbar={props.filterChips}
      noMatches={props.noMatches}
      onSelect={props.onSelectEvent}
      onAddCriteria={props.onAddCriteria}
      onOpenCausality={props.onOpenCausality}
      onFirstRowChange={recordRow}
      find={fields.find}
      onFindChange={changeFind}
      isFollowing={props.isFollowing}
      onFollowingChange={props.onFollowingChange}
    />
  );
}
