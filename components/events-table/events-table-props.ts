import type { ReactNode, Ref } from 'react';
import type { RowsHandle } from '@/components/pane';
import type { ServerData } from '@/components/server-data';
import type { EventFacets, SimulationSummary } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { EventMatches } from './use-event-matches';

export interface EventsTableProps {
  readonly simulation: SimulationSummary;
  readonly criteria: EventCriteria;
  readonly matches: ServerData<EventMatches>;
  /** What is counted of these events: columns are as wide as its names need. */
  readonly facets: ServerData<EventFacets>;
  readonly selectedEventId: string | null;
  /** First row to show when the table appears. */
  readonly initialRow: number;
  /** Stands above the table. */
  readonly toolbar: ReactNode;
  /** Stands in its place when no event matches. */
  readonly noMatches: ReactNode;
  readonly handle: Ref<RowsHandle>;
  /** `by`: a click is a step to come back to, walking with the keyboard is not. */
  readonly onSelect: (eventId: string, by: 'click' | 'keyboard') => void;
  readonly onOpenCausality: (eventId: string) => void;
  readonly onFirstRowChange: (row: number) => void;
  /** The text that is marked in the rows; `null` while nothing is looked for. */
  readonly find: string | null;
  readonly onFindChange: (find: string | null) => void;
  /** Whether the end stays in view as events come. */
  readonly isFollowing: boolean;
  /** The reader scrolled up, or asked for the end again. */
  readonly onFollowingChange: (isFollowing: boolean) => void;
}
