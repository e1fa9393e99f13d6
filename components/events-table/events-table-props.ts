import type { ReactNode, Ref } from 'react';
import type { RowsHandle } from '@/components/pane';
import type { ServerData } from '@/components/server-data';
import type { EventFacets, SimulationSummary } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { FieldColumnId } from './event-columns';
import type { RowsFilter, RowSort } from './rows-filter';
import type { EventMatches } from './use-event-matches';

export interface EventsTableProps {
  readonly simulation: SimulationSummary;
  /** The filter of the rows, with their order. */
  readonly criteria: RowsFilter;
  readonly sort: RowSort;
  readonly onSortChange: (sort: RowSort) => void;
  /** The fields of the details that have a column. The same list for the same fields. */
  readonly fields: readonly FieldColumnId[];
  readonly onFieldsChange: (fields: readonly FieldColumnId[]) => void;
  readonly matches: ServerData<EventMatches>;
  /** Counts of these events. Their names determine the widths of columns. */
  readonly facets: ServerData<EventFacets>;
  readonly selectedEventId: string | null;
  /** The first row to show when the table appears. */
  readonly initialRow: number;
  /** Shown above the table. */
  readonly toolbar: ReactNode;
  /** Replaces the table when no event matches. */
  readonly noMatches: ReactNode;
  readonly handle: Ref<RowsHandle>;
  /** `by`: Back returns to a selection by click, but not to a selection by keyboard. */
  readonly onSelect: (eventId: string, by: 'click' | 'keyboard') => void;
  /** Narrows the filter; see `addCriteria`. */
  readonly onAddCriteria: (criteria: EventCriteria) => void;
  readonly onOpenCausality: (eventId: string) => void;
  readonly onFirstRowChange: (row: number) => void;
  /** The text highlighted in the rows; `null` without a search. */
  readonly find: string | null;
  readonly onFindChange: (find: string | null) => void;
  /** Whether the end stays in view as events are added. */
  readonly isFollowing: boolean;
  /** Called when the reader scrolls up, or returns to the end. */
  readonly onFollowingChange: (isFollowing: boolean) => void;
}
