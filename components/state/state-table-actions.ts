import type { StateRow } from './state-rows';

/** The actions on variables. */
export interface StateTableActions {
  readonly onSelectEvent: (eventId: string) => void;
  readonly onOpenCausality: (eventId: string) => void;
  readonly onToggleChart: (key: string) => void;
  /** Opens or closes a group, a value or a member. */
  readonly onToggleRow: (row: StateRow) => void;
}
