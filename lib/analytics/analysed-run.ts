import type { StoredEvent } from '../events/read-event';
import type { VariableScope } from '../replay/variable';

// The figures of one run from which all panels are made. A store reads them from its index, over one snapshot and under one filter:
// each figure is of the events that match. `null` names events without an agent or a kind. A place identifies an event; places are
// in event order.

export interface AgentTotal {
  readonly agent: string | null;
  readonly events: number;
  readonly failed: number;
}

export interface RunTotals {
  readonly events: number;
  readonly failed: number;
  /** `null` without events. */
  readonly firstTurn: number | null;
  readonly lastTurn: number | null;
  /** Most events first, then by name; at most {@link MAX_LISTED_AGENTS}. */
  readonly agents: readonly AgentTotal[];
  /** The number of all agents, including none if some event has none. */
  readonly agentCount: number;
}

export const MAX_LISTED_AGENTS = 1000;

/** Equal stretches of turns. */
export interface TurnBins {
  readonly firstTurn: number;
  readonly width: number;
}

export interface ActivityCell {
  readonly agent: string | null;
  readonly bin: number;
  readonly events: number;
  readonly failed: number;
}

export interface KindCount {
  readonly agent: string | null;
  readonly type: string;
  readonly kind: string | null;
  readonly events: number;
  readonly failed: number;
}

/** How often one kind followed another among the decisions, or the actions, of an agent. */
export interface Transition {
  readonly agent: string;
  readonly type: DeedType;
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number;
}

export const DEED_TYPES = ['DECISION', 'ACTION'] as const;
export type DeedType = (typeof DEED_TYPES)[number];

/** Decisions and actions of agents, by agent, then by type, then in event order. Columns have one entry each. */
export interface Deeds {
  readonly agents: readonly string[];
  readonly kinds: readonly (string | null)[];
  /** An index into `agents`. */
  readonly agent: ArrayLike<number>;
  /** An index into {@link DEED_TYPES}. */
  readonly type: ArrayLike<number>;
  readonly kind: ArrayLike<number>;
  readonly turn: ArrayLike<number>;
  readonly place: ArrayLike<number>;
  readonly isCut: boolean;
}

/**
 * The decisions, actions and changed variables of each agent in each turn, by agent, then by turn. Columns have one entry for each
 * turn in which the agent has an event.
 */
export interface Tallies {
  readonly agents: readonly string[];
  readonly agent: ArrayLike<number>;
  readonly turn: ArrayLike<number>;
  readonly decisions: ArrayLike<number>;
  /** Decisions of kinds other than {@link IDLE_KINDS}. */
  readonly plans: ArrayLike<number>;
  readonly actions: ArrayLike<number>;
  /** A number for the contents of all actions: equal contents have equal numbers. */
  readonly actionContent: ArrayLike<number>;
  /** The number of settings of a variable of the agent to another number. */
  readonly changes: ArrayLike<number>;
  readonly isCut: boolean;
}

/** Kinds of decisions not to act. */
export const IDLE_KINDS: readonly string[] = [
  ...['wait', 'hold', 'pass', 'skip', 'idle', 'observe', 'none', 'noop', 'no_op', 'no_action'],
  ...['do_nothing', 'stay', 'keep', 'rest'],
];

/** The changes of a variable, as distances between the number before and the number after. */
export interface VariableMoves {
  readonly scope: VariableScope;
  readonly agent: string | null;
  readonly name: string;
  /** The number of changes, without settings that change nothing. */
  readonly changes: number;
  /** The median change. */
  readonly usual: number;
  readonly largest: number;
  /** The largest change apart from one event. */
  readonly second: number;
  /** The event of the largest change. Of equal ones, the first. */
  readonly place: number;
  readonly turn: number;
}

/** A stretch of time between two consecutive events. */
export interface TimeGap {
  readonly micros: number;
  readonly before: number;
  readonly after: number;
  readonly turn: number;
}

export interface TimeGaps {
  readonly count: number;
  /** The length that 99 in 100 gaps do not exceed. */
  readonly p99Micros: number;
  /** Longest first. */
  readonly longest: readonly TimeGap[];
}

export interface TurnFailures {
  readonly turn: number;
  readonly events: number;
  readonly failed: number;
}

/** Conditions on events in addition to the filter; all must hold. */
export interface PlaceQuery {
  readonly agent?: string;
  readonly type?: string;
  /** Leaves out {@link IDLE_KINDS}. */
  readonly isPlan?: true;
  readonly isFailed?: true;
  readonly turns: readonly number[];
}

export interface FoundPlaces {
  /** In event order. */
  readonly places: readonly number[];
  readonly count: number;
}

export interface ReadSample {
  /** The number of events of the type. */
  readonly matching: number;
  /** The number of them whose lines were read: all, or an even sample. */
  readonly read: number;
}

/** What an event is in a graph: an event of the run, a boundary of a turn or of the simulation, or a calculation (DETAIL). */
export const GRAPH_ROLES = ['event', 'boundary', 'detail'] as const;

/** The events of the run and the declared links among them, as numbers from 0 in event order. */
export interface EventGraph {
  readonly count: number;
  readonly place: ArrayLike<number>;
  /** 1 for events that match the filter. */
  readonly matches: Uint8Array;
  readonly turn: ArrayLike<number>;
  /** A place in {@link GRAPH_ROLES}. */
  readonly role: Uint8Array;
  readonly causes: Uint32Array;
  /** Beside `causes`. */
  readonly effects: Uint32Array;
  readonly isCut: boolean;
}

export interface AnalysedRun {
  readTotals(): Promise<RunTotals>;
  countActivity(bins: TurnBins): Promise<readonly ActivityCell[]>;
  /** Most frequent first. */
  countKinds(): Promise<readonly KindCount[]>;
  countTransitions(): Promise<readonly Transition[]>;
  readDeeds(limit: number): Promise<Deeds>;
  readTallies(limit: number): Promise<Tallies>;
  readMoves(): Promise<readonly VariableMoves[]>;
  readGaps(limit: number): Promise<TimeGaps>;
  /** Turns with a failed event. */
  countFailures(): Promise<readonly TurnFailures[]>;
  readGraph(limit: { readonly events: number; readonly links: number }): Promise<EventGraph>;
  findPlaces(query: PlaceQuery, limit: number): Promise<FoundPlaces>;
  /** The ids of the events at places. */
  readIds(places: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** The events at places. Those with long lines may be missing. */
  readEvents(places: readonly number[]): Promise<ReadonlyMap<number, StoredEvent>>;
  /** Reads the events of a type, or about `limit` of them. */
  eachOfType(type: string, limit: number, visit: (event: StoredEvent) => void): Promise<ReadSample>;
  /** Whether an agent has this name, anywhere in the run. */
  isAgent(name: string): boolean;
}
