import type { EventLine } from '../events/event-line';
import type { VariableKey } from '../replay/variable';

/** The first and the last turn of a simulation's events. */
export interface TurnRange {
  readonly first: number;
  readonly last: number;
}

/**
 * A variable, and for each requested turn the event that set it last up to the end of the turn; `null` when none had set it by
 * then.
 */
export interface VariableSettings extends VariableKey {
  readonly settings: readonly (EventLine | null)[];
}

/** The latest settings of variables at the ends of some turns. */
export interface LatestSettings {
  /** `null` without events. */
  readonly turns: TurnRange | null;
  /** Whether any event of the simulation sets a variable. */
  readonly has_settings: boolean;
  /** The variables that were set by then. */
  readonly variables: readonly VariableSettings[];
  /** Whether some were left out because of long lines. */
  readonly truncated: boolean;
}

/** Which variables to list. */
export interface VariableSearch {
  /** The maximum number. */
  readonly limit: number;
  /** Lists only variables that match this text, the best matches first (see `variableRank`). Default: all, in their order. */
  readonly name?: string | undefined;
}

/** How often a variable was set, and in which range of turns. */
export interface VariableCount extends VariableKey {
  readonly event_count: number;
  readonly first_turn: number;
  readonly last_turn: number;
}

export interface VariableCounts {
  readonly variables: readonly VariableCount[];
  readonly truncated: boolean;
}

/** A variable, turn by turn. */
export interface VariableSeries extends VariableCount {
  /** For each turn in which it was set, or for the chosen turns: the latest event, in order of turns. */
  readonly settings: readonly EventLine[];
  /** Whether there are more such turns. */
  readonly is_sampled: boolean;
}

export interface SeriesOptions {
  /** The range of turns of the settings. Counts are over all turns. */
  readonly turn_start?: number | undefined;
  readonly turn_end?: number | undefined;
  /** The maximum number of settings; of more turns `choosePoints` chooses. Default 200. */
  readonly points?: number | undefined;
}
