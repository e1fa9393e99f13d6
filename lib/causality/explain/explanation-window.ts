import type { Outcome } from '../../events/event-outcome';
import type { LinkMap } from './link-map';

/** An event as the rules of an explanation see it: only what an index keeps. */
export interface WindowEvent {
  /** Its place in the window, from 0, in event order. */
  readonly at: number;
  readonly turn: number;
  /** Canonical: STATE, not ENV. */
  readonly type: string;
  readonly agent: string | null;
  readonly kind: string | null;
  /**
   * Events of one sort are compared with each other: the changes of a variable, or what an agent does under one type and kind. A
   * variable of the world belongs to no agent, whoever sets it. Sorts are numbered from 0, in the order of their first events.
   */
  readonly sort: number;
  /** The scope of the variable that it sets; `null` when it sets none. The name of the variable is the kind. */
  readonly variable: 'global' | 'agent' | null;
  /** The number in `details.new_value`. */
  readonly value: number | null;
  /** The size of the change from `details.old_value` to `new_value`, when both are numbers. */
  readonly change: number | null;
  readonly outcome: Outcome;
}

/** What a line says of its event. */
export interface EventText {
  readonly description: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
}

/** Totals over the events of one sort before a window. */
export interface EarlierTotals {
  readonly count: number;
  /** The range of their numbers; `null` when they have none. */
  readonly min: number | null;
  readonly max: number | null;
  readonly lastTurn: number | null;
}

/** The part of a simulation around an event in which its causes or effects are looked for. */
export interface ExplanationWindow {
  /** In event order. */
  readonly events: readonly WindowEvent[];
  /** The place of the event to explain. */
  readonly target: number;
  /** Declared links without duplicates. Explaining adds inferred ones. */
  readonly links: LinkMap;
  /** The places of events that name a cause outside the window. */
  readonly open: ReadonlySet<number>;
  /** The number of events of the simulation before the window. */
  readonly earlierCount: number;
  /** Totals over the events of a sort before the window. DETAIL events have none. */
  readonly earlier: (sort: number) => EarlierTotals;
  /** Whether the simulation has events beyond the window that could matter. */
  readonly isCut: boolean;
}

/** The texts of some events of a window. Events without a readable line have none. */
export type ReadTexts = (places: readonly number[]) => Promise<ReadonlyMap<number, EventText>>;

/** Whether both set the same variable. */
export function isSameVariable(a: WindowEvent, b: WindowEvent): boolean {
  return a.variable !== null && a.sort === b.sort;
}
