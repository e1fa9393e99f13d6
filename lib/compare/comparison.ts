import type { ToldDifference } from '../events/how';
import type { VerbosityLevel } from '../events/verbosity';
import type { Both, Side, VariableDifference } from '../store/run-pair';
import type { FoundDivergence } from './find-divergence';
import type { JsonChange } from './json-change';
import type { LedTo } from './measure-led-to';

/** The configuration of a run: the text of its config.json, or why there is none. */
export type RunConfig = { readonly text: string } | { readonly reason: string };

/** Events of each run, and how they compare. */
export interface Matches {
  readonly a: number;
  readonly b: number;
  readonly same: number;
  readonly changed: number;
  readonly missing: number;
  readonly extra: number;
}

export interface NamedMatches extends Matches {
  readonly name: string | null;
}

/** Consecutive turns taken together. */
export interface TurnMatches extends Matches {
  readonly first_turn: number;
  readonly last_turn: number;
  readonly is_reordered: boolean;
}

export interface ComparedStretch {
  readonly first_turn: number;
  readonly last_turn: number;
}

/** What was not looked at to its end. */
export type CutPart = 'contents' | 'order' | 'names';

/** The differences between two runs. Events are given by their places in event order. */
export interface RunDifferences {
  readonly same: boolean;
  readonly told: readonly ToldDifference[];
  readonly configuration: {
    readonly same_count: number;
    readonly differences: readonly JsonChange[];
    readonly unread: readonly { readonly run: Side; readonly reason: string }[];
  };
  readonly verbosity: {
    readonly a: VerbosityLevel;
    readonly b: VerbosityLevel;
    readonly left_out: Both<number>;
  } | null;
  readonly ends_early: {
    readonly run: Side;
    readonly last_turn: number | null;
    readonly has_end: boolean;
    readonly last: number | null;
    readonly missing: number;
  } | null;
  readonly renamed: ReadonlyMap<string, string>;
  readonly divergence: FoundDivergence | null;
  readonly identical_before: number;
  readonly together_again: readonly ComparedStretch[];
  readonly counts: Matches;
  readonly turn_count: number;
  readonly turns: readonly TurnMatches[];
  readonly by_type: readonly NamedMatches[];
  readonly by_agent: readonly NamedMatches[];
  readonly by_kind: readonly NamedMatches[];
  readonly variables: {
    readonly compared: number;
    readonly differences: readonly VariableDifference[];
  };
  readonly led_to: Both<LedTo | null> | null;
  readonly cut: readonly CutPart[];
}
