import type { VariableKey } from '../replay/variable';

// The figures of one run for ensembles. A store makes them once from its index and keeps them, so that an answer about a thousand
// runs opens no index.

/** A column of numbers, of the narrowest type that holds them. */
export type NumberColumn = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** A variable of a run that had a number at the end of some turn. */
export interface DigestVariable extends VariableKey {
  /** The number of events that set it. */
  readonly settingCount: number;
  /** The last number it was set to; `null` when the run ended with another value. */
  readonly last: number | null;
  /** Over the values at the ends of turns, like {@link highest}. */
  readonly lowest: number;
  /** The first turn with that value. */
  readonly lowestTurn: number;
  readonly highest: number;
  readonly highestTurn: number;
}

/** The values of a variable at the end of each turn that set it, in the order of turns. */
export interface VariableValues {
  readonly turns: NumberColumn;
  /** NaN for a value that is not a number. */
  readonly values: NumberColumn;
}

/** The number of events by turn, type, agent, kind and outcome. All columns have one entry for each combination that occurs. */
export interface CountTable {
  readonly turn: NumberColumn;
  /** An index into `types` of {@link DigestNames}; agent and kind likewise. */
  readonly type: NumberColumn;
  readonly agent: NumberColumn;
  readonly kind: NumberColumn;
  /** A place in `OUTCOMES`. */
  readonly outcome: NumberColumn;
  readonly count: NumberColumn;
}

/** What a row of a {@link DecisionTable} is. A failed call is a SYSTEM event of the agent with the outcome `failed`. */
export const DECISION_ROWS = ['decision', 'failed decision', 'failed call'] as const;

/** The decisions of agents and their failed calls, by turn and agent, then in event order. */
export interface DecisionTable {
  readonly turn: NumberColumn;
  readonly agent: NumberColumn;
  readonly kind: NumberColumn;
  /** A place in {@link DECISION_ROWS}. */
  readonly row: NumberColumn;
  /** The number in `new_value`; NaN for none. */
  readonly value: NumberColumn;
}

/** The names in a run. The first of each is empty and stands for none. */
export interface DigestNames {
  readonly types: readonly string[];
  readonly agents: readonly string[];
  readonly kinds: readonly string[];
}

/** What the model calls of a run used. */
export interface RunUsage {
  /** `null` when no event says so. */
  readonly tokens: number | null;
  readonly cost: number | null;
}

export interface RunFacts {
  readonly eventCount: number;
  readonly firstTurn: number | null;
  readonly lastTurn: number | null;
  /** From the first to the last event. */
  readonly durationMs: number | null;
  /** The number of events with the outcome `failed`. */
  readonly failureCount: number;
  /** `null` when there are too many SYSTEM events to read. */
  readonly usage: RunUsage | null;
}

/** The digest of one run. Long columns are read when they are asked for. */
export interface RunDigest {
  readonly facts: RunFacts;
  readonly names: DigestNames;
  /** In the order of `compareVariables`. */
  readonly variables: readonly DigestVariable[];
  /** Whether there are more variables, or more turns of them, than a digest holds. */
  readonly isCut: boolean;
  readValues(variable: DigestVariable): Promise<VariableValues>;
  /** `undefined` when there are too many combinations to keep. */
  readCounts(): Promise<CountTable | undefined>;
  /** `undefined` when there are too many decisions to keep. */
  readDecisions(): Promise<DecisionTable | undefined>;
}
