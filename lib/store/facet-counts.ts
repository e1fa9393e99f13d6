import type { EpochMicros } from '../events/epoch-micros';
import type { Outcome } from '../events/event-outcome';
import type { IndexState } from './index-state';

/** The values of one field with their counts: most frequent first, then by name. Agents may be ordered by failed events. */
export interface Facet<Count> {
  readonly values: readonly Count[];
  /** The number of all values, including those beyond the limit. */
  readonly value_count: number;
  /** The number of events with values that are not listed. */
  readonly other_count: number;
}

/** A kind belongs to a type: the same kind in two types counts as two values. */
export interface KindCount {
  /** `null` for events without a kind. */
  readonly kind: string | null;
  /** A canonical type. */
  readonly event_type: string;
  readonly event_count: number;
}

export interface AgentCount {
  /** `null` for events without an agent. */
  readonly agent_id: string | null;
  readonly event_count: number;
  /** The number of the counted events that failed. */
  readonly failed_count: number;
}

/**
 * The values to choose from among the events that match criteria. Each facet ignores the criteria of its own field, included or
 * excluded names, so that its counts show the effect of choosing another value.
 */
export interface FacetCounts {
  /** The exact number of events that match all criteria. */
  readonly total: number;
  /** The turns of the events that match all criteria; `null` without any. */
  readonly turns: { readonly first: number; readonly last: number } | null;
  readonly times: { readonly first: EpochMicros; readonly last: EpochMicros } | null;
  readonly event_types: Facet<{ readonly event_type: string; readonly event_count: number }>;
  readonly agents: Facet<AgentCount>;
  readonly kinds: Facet<KindCount>;
  readonly outcomes: Facet<{ readonly outcome: Outcome; readonly event_count: number }>;
  /** Present in partial answers. */
  readonly index?: IndexState;
}

/** Facets without events. */
export const NO_FACETS: FacetCounts = {
  total: 0,
  turns: null,
  times: null,
  event_types: { values: [], value_count: 0, other_count: 0 },
  agents: { values: [], value_count: 0, other_count: 0 },
  kinds: { values: [], value_count: 0, other_count: 0 },
  outcomes: { values: [], value_count: 0, other_count: 0 },
};
