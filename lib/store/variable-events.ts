import type { EventLine } from '../events/event-line';
import type { VariableKey } from '../replay/variable';

/** The first and the last turn of a simulation's events. */
export interface TurnRange {
  readonly first: number;
  readonly last: number;
}

/** A variable and the event that set it last as of the end of each turn asked for; `null` when none had by then. */
export interface VariableSettings extends VariableKey {
  readonly settings: readonly (EventLine | null)[];
}

/** What set each variable last as of the ends of some turns. */
export interface LatestSettings {
  /** `null` without events. */
  readonly turns: TurnRange | null;
  /** Whether any event of the simulation sets a variable. */
  readonly has_settings: boolean;
  /** Those that were set by then. */
  readonly variables: readonly VariableSettings[];
  /** Whether some were left out because their lines are long. */
  readonly truncated: boolean;
}

/** Which variables are listed. */
export interface VariableSearch {
  /** How many at most. */
  readonly limit: number;
  /** Only those that answer to this text, the best answers first (see `variableRank`); default all, in their order. */
  readonly name?: string | undefined;
}

/** How often a variable was set, and between what turns. */
export interface VariableCount extends VariableKey {
  readonly event_count: number;
  readonly first_turn: number;
  readonly last_turn: number;
}

export interface VariableCounts {
  readonly variables: readonly VariableCount[];
  readonly truncated: boolean;
}

/** A variable turn by turn. */
export interface VariableSeries extends VariableCount {
  /** The latest event of each turn in which it was set, or of those turns that were chosen, in order of turns. */
  readonly settings: readonly EventLine[];
  /** Whether there are more such turns. */
  readonly is_sampled: boolean;
}

export interface SeriesOptions {
  /** Of which turns settings are given; counts are of all. */
  readonly turn_start?: number | undefined;
  readonly turn_end?: number | undefined;
  /** How many settings at most; of more turns those that `choosePoints` chooses. Default 200. */
  readonly points?: number | undefined;
}
