'use client';

import { useCallback, useMemo } from 'react';
import type { PaneProps } from '@/components/pane';
import type { FieldValues } from '@/components/url-field';
import { criteriaKey } from '@/lib/filters/criteria-key';
import { EventsTable } from './events-table';
import type { FieldColumnId } from './event-columns';
import type { EventsFields } from './fields';
import { rowsFilter, type RowSort } from './rows-filter';
import { useSameList } from '@/components/ui/use-same-list';
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
  const changeColumns = useCallback(
    (columns: readonly FieldColumnId[]) => onFieldsChange({ columns }, 'push'),
    [onFieldsChange],
  );
  const { sort, order } = fields;
  const filter = useMemo(() => rowsFilter(criteria, { sort, order }), [criteria, sort, order]);
  const changeSort = useCallback(
    (next: RowSort) => onFieldsChange({ ...next, row: 0 }, 'push'),
    [onFieldsChange],
  );
  return (
    <EventsTable
      // Another filter, or another order, has other rows, so no state is kept.
      key={`${criteriaKey(criteria)} ${sort} ${order}`}
      handle={props.rows}
      simulation={simulation}
      criteria={filter}
      matches={useEventMatches(simulation.id, filter)}
      sort={fields}
      onSortChange={changeSort}
      fields={useSameList(fields.columns)}
      onFieldsChange={changeColumns}
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
