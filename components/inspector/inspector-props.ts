import type { EventCriteria } from '@/lib/filters/event-filter';
import type { EventAction } from './event-actions';

export interface InspectorProps {
  readonly simulationId: string;
  readonly eventId: string | null;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
  /**
   * Narrows the page's filter: lists of names replace those there are when they say what is wanted, and join them when
   * they say what is not; a range of turns replaces the one there is. Without it no filter is offered.
   */
  readonly onAddCriteria?: (criteria: EventCriteria) => void;
  /** The way to the other tab. */
  readonly action: EventAction;
  /** Shows the state at the end of a turn. */
  readonly onShowState: (turn: number) => void;
  readonly onClose: () => void;
}
