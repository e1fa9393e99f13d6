import type { StateRow } from './state-rows';

/** What can be done with a variable. */
export interface StateTableActions {
  readonly onSelectEvent: (eventId: string) => void;
  readonly onOpenCausality: (eventId: string) => void;
  readonly onToggleChart: (key: string) => void;
  /** Opens or closes a group, a value or a member. */
  readonly onToggleRow: (row: StateRow) => void;
}
