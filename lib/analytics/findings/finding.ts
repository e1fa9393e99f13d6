import type { EventCriteria } from '../../filters/event-filter';

export const FINDING_RULES = [
  ...(['hidden_rejections', 'failure_burst', 'silent_agent', 'unacted_decisions'] as const),
  ...(['repeated_action', 'spike', 'stall'] as const),
] as const;
export type FindingRule = (typeof FINDING_RULES)[number];

/** Something remarkable in a run, found by a rule. */
export interface Finding {
  readonly rule: FindingRule;
  /** A heading without numbers. */
  readonly title: string;
  /** One or two sentences. */
  readonly text: string;
  /** From 0 to 1: how telling it is. */
  readonly weight: number;
  readonly turns: { readonly first: number; readonly last: number } | null;
  /** In event order, at most `MAX_EVIDENCE`. */
  readonly places: readonly number[];
  /** The number of all events that show it. */
  readonly evidenceCount: number;
  /** Shows these events, maybe among others; to be added to the criteria of the run. `null` when no event shows it. */
  readonly filter: EventCriteria | null;
  /** The file and the path in it that show it, when events do not. */
  readonly source: { readonly file: string; readonly path: string } | null;
}
