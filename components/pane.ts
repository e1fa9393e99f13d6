import type { FunctionComponent, ReactNode, Ref } from 'react';
import type { DescribedSet } from '@/components/commands/command';
import type { ServerData } from '@/components/server-data';
import type { Trail } from '@/components/trail';
import type { FieldValues, UrlFields } from '@/components/url-field';
import type { EventFacets, SimulationSummary } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';

/** A part of the viewer: the fields that a link to it restores, and its commands. */
export interface PagePart<Fields extends UrlFields = UrlFields> {
  readonly fields: Fields;
  readonly commands: readonly DescribedSet[];
}

/** A tab of the viewer, as its feature describes it. */
export interface Pane<Id extends string, Fields extends UrlFields> extends PagePart<Fields> {
  /** The value of `tab` in a link. */
  readonly id: Id;
  /** The text of the tab. */
  readonly label: string;
  /** The pane in messages: `The table`. */
  readonly name: string;
  readonly view: PaneView<FieldValues<Fields>>;
  readonly layout: PaneLayout;
}

/** The component of a pane: part of the page, or loaded when the pane is first shown. */
export type PaneView<Values> =
  | { readonly component: FunctionComponent<PaneProps<Values>> }
  | { readonly load: () => Promise<FunctionComponent<PaneProps<Values>>> };

export interface PaneLayout {
  /** Whether the list of filters stands beside it. */
  readonly hasFilters: boolean;
  /** Whether it is a picture, which has most of the room where there is little. */
  readonly isPicture: boolean;
}

/** All panes have the run, the filter and the selection in common; each has its own fields. */
export interface PaneProps<Values> {
  readonly simulation: SimulationSummary;
  readonly criteria: EventCriteria;
  /** Counts of the events of the filter. */
  readonly facets: ServerData<EventFacets>;
  /** The filter as chips that can be removed. */
  readonly filterChips: ReactNode;
  /** Stands in for events when none match. */
  readonly noMatches: ReactNode;
  readonly selectedEventId: string | null;
  /** Events that were selected while the pane was shown. */
  readonly trail: Trail;
  readonly fields: Values;
  /** `record` keeps the change in the address without a render, for values that change often. */
  readonly onFieldsChange: (
    change: Partial<Values>,
    history?: 'push' | 'replace' | 'record',
  ) => void;
  /** By a click, the selection is a step to come back to. By keyboard, it is not. Default by click. */
  readonly onSelectEvent: (eventId: string, by?: 'click' | 'keyboard') => void;
  /** Narrows the filter: included names replace the included ones, excluded names join the excluded ones. */
  readonly onAddCriteria: (criteria: EventCriteria) => void;
  readonly onOpenCausality: (eventId: string) => void;
  readonly onOpenEvents: () => void;
  /** Whether the page keeps the newest events in view. */
  readonly isFollowing: boolean;
  readonly onFollowingChange: (isFollowing: boolean) => void;
  /** A pane with rows of events lets the page show one. */
  readonly rows: Ref<RowsHandle>;
}

export interface RowsHandle {
  /** Brings a row into view: in the middle, or, coming back to a place, first. */
  readonly showRow: (row: number, align: 'start' | 'center') => void;
  /** Selects the first cause or effect of the selected event, or says why not. */
  readonly stepCausality: (side: 'upstream' | 'downstream') => void;
}
