import type { EventCriteria } from '@/lib/filters/event-filter';
import type { FieldAddress } from '@/components/event-record/field-address';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { ShowChain } from '@/components/explanation/use-told-chain';
import type { FieldColumns } from './field-acts';
import type { EventAction } from './event-actions';

export interface InspectorProps {
  readonly simulationId: string;
  readonly eventId: string | null;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
  /**
   * Narrows the page's filter: included names replace the included names, excluded names join the excluded names, and a range of
   * turns replaces the range. Without this function, the inspector offers no filters.
   */
  readonly onAddCriteria?: (criteria: EventCriteria) => void;
  /** The columns of fields in the events table, and how they change. Without it, the inspector offers no columns. */
  readonly columns?: FieldColumns;
  /** The link to the other tab. */
  readonly action: EventAction;
  /** How likely causes are found and shown. Without it, the inspector lists none. */
  readonly causes?: {
    readonly links: LinkChoice;
    /** Shows a chain of events, from cause to effect. */
    readonly onShowChain: ShowChain;
  };
  /** Shows the state at the end of a turn. */
  readonly onShowState: (turn: number) => void;
  /** Opens a field of the event in the reader. */
  readonly onRead: (address: FieldAddress) => void;
  /** Clears the selection. Without it, the inspector has no button to close it. */
  readonly onClose?: () => void;
}
