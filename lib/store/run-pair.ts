import type { ExplanationDirection } from '../causality/explain/explanation-bounds';
import type { ExplanationWindow } from '../causality/explain/explanation-window';
import type { EventLine } from '../events/event-line';
import type { VerbosityLevel } from '../events/verbosity';
import type { VariableKey } from '../replay/variable';

/** The two runs of a comparison. */
export const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];

/** A value for each of the two runs. */
export type Both<Value> = Readonly<Record<Side, Value>>;

/** The type, the agent and the kind of events, and the number of such events in each run. */
export interface SortCount {
  /** Canonical: STATE, not ENV. */
  readonly type: string;
  readonly agent: string | null;
  readonly kind: string | null;
  readonly counts: Both<number>;
}

/** Events of each run, and how many of them have a counterpart. */
export interface MatchCount {
  readonly counts: Both<number>;
  /** The number of pairs with the same turn, agent, type, kind and content. */
  readonly same: number;
  /** The number of further pairs with the same turn, agent, type and kind. */
  readonly changed: number;
}

/** How the events of a turn compare, without their details. */
export interface TurnLook {
  readonly turn: number;
  readonly counts: Both<number>;
  /** Whether both runs have the same events in this turn, in any order. */
  readonly hasSameEvents: boolean;
  /** Whether they also have them in the same order. `false` also when that is not known. */
  readonly hasSameOrder: boolean;
}

/** A range of turns, both included. */
export interface TurnStretch {
  readonly first: number;
  readonly last: number;
}

/** Which events of a pair are compared, and how. */
export interface PairScope {
  /** Leaves out events that a run at this level does not record. Boundaries of turns stay. Default: none is left out. */
  readonly level?: VerbosityLevel | undefined;
  /** The names of agents in `b`, by the names of the same agents in `a`. */
  readonly renamed?: ReadonlyMap<string, string> | undefined;
}

/** What decides whether two contents are the same, beyond the fields that are always ignored. */
export interface ContentRelaxation {
  /** Names of fields, or paths from the details: `price`, `details.contract.number`. */
  readonly ignored: readonly string[];
  /** The texts of `b` to be taken for texts of `a`, by the text of `b`. */
  readonly texts: ReadonlyMap<string, string>;
}

/** An event of a pair: only what an index keeps. */
export interface PairEvent {
  /** Its place in the event order of its run, from 0. */
  readonly seq: number;
  readonly turn: number;
  /** The number of its type, agent and kind. Events of both runs with the same number can be pairs. */
  readonly sort: number;
  /** The number of its sort and content. Events with the same number are the same. */
  readonly token: number;
  readonly type: string;
  /** Its content, as a text for comparing. */
  readonly content: string;
  /** As named in its run. */
  readonly agent: string | null;
  readonly kind: string | null;
  /** The scope of the variable that it sets; `null` when it sets none. */
  readonly variable: VariableKey['scope'] | null;
}

/** A variable whose values differ between the runs. */
export interface VariableDifference extends VariableKey {
  /** The run that alone has the variable; `null` when both have it. */
  readonly onlyIn: Side | null;
  readonly firstTurn: number;
  /** The number of turns at whose end the values differ, of the turns in which a run sets it. */
  readonly turnCount: number;
  /** Of numbers. */
  readonly largest: { readonly turn: number; readonly values: Both<number> } | null;
  /** The last values, when they are numbers. */
  readonly last: Both<number | null>;
}

/** A link between two events of one turn, by their places in event order. */
export interface PairLink {
  readonly cause: number;
  readonly effect: number;
}

/** Two runs over one snapshot of each. */
export interface RunPair {
  readonly eventCounts: Both<number>;
  readonly turns: Both<TurnStretch | null>;
  /** All types, agents and kinds of both runs, of turns up to this one. Default: of all turns. */
  countSorts(lastTurn?: number): Promise<readonly SortCount[]>;
  /** The first events of an agent, by its name in that run, at most `limit`; not scoped. */
  readAgent(side: Side, agent: string, limit: number): Promise<readonly PairEvent[]>;
  /** Chooses what is compared. Everything else is counted and read in this scope. */
  choose(scope: PairScope): Promise<ScopedPair>;
}

/** What is compared of two runs. */
export interface ScopedPair {
  /** The events in the scope. */
  readonly eventCounts: Both<number>;
  /** The last event of a run in the scope; `null` without events. */
  findLast(side: Side): Promise<number | null>;
  /** The turns of both runs, in order. */
  readTurns(): Promise<readonly TurnLook[]>;
  /**
   * Takes events for the same whose contents are the same after a relaxation. It reads the lines of events that have no
   * equal, at most `maxEvents` of each run. Returns whether there are more.
   */
  relax(turns: TurnStretch, relaxation: ContentRelaxation, maxEvents: number): Promise<boolean>;
  /** Counts pairs in a range of turns: by turn, and by sort. */
  countMatches(turns: TurnStretch): Promise<{
    readonly byTurn: ReadonlyMap<number, MatchCount>;
    readonly bySort: readonly (MatchCount & Omit<SortCount, 'counts'>)[];
  }>;
  /** Events of a range of turns in event order, from the `offset`-th on. */
  readEvents(
    side: Side,
    turns: TurnStretch,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<readonly PairEvent[]>;
  /**
   * The links among events of one turn, declared or inferred, by their places in event order.
   * @param span the first and the last place
   */
  readLinks(side: Side, span: readonly [first: number, last: number]): Promise<readonly PairLink[]>;
  /** The number of events before a turn, in the scope. */
  countBefore(side: Side, turn: number): Promise<number>;
  /**
   * Variables whose values differ in a turn up to the last one, in the order of `compareVariables`, and the number of compared
   * ones.
   */
  compareVariables(lastTurn: number): Promise<{
    readonly compared: number;
    readonly differences: readonly VariableDifference[];
  }>;
  /**
   * Reads lines by place in event order.
   * @param maxBytes longer lines, and lines beyond the sum, are left out
   */
  readLines(
    side: Side,
    seqs: readonly number[],
    maxBytes: number,
  ): Promise<ReadonlyMap<number, EventLine>>;
  /** The part of a run around an event in which causes or effects are looked for, and the place of each of its events. */
  readWindow(
    side: Side,
    seq: number,
    direction: ExplanationDirection,
  ): Promise<{ readonly window: ExplanationWindow; readonly seqs: ArrayLike<number> } | undefined>;
}
