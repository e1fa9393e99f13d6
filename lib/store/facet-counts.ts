import type { EpochMicros } from '../events/epoch-micros';
import type { IndexState } from './index-state';

/** How often the values of one field occur: most frequent first, then by name. */
export interface Facet<Count> {
  readonly values: readonly Count[];
  /** How many values there are, those beyond the limit among them. */
  readonly value_count: number;
  /** Events of the values that are not listed. */
  readonly other_count: number;
}

/** A kind belongs to a type: one that occurs in two is two values. */
export interface KindCount {
  /** `null` for events of no kind. */
  readonly kind: string | null;
  /** Canonical. */
  readonly event_type: string;
  readonly event_count: number;
}

/**
 * What there is to choose from among the events that criteria leave. Each facet is counted as if the criteria had no
 * terms, included or excluded, of its own field, so that its counts say what choosing another value would give.
 */
export interface FacetCounts {
  /** How many events match all criteria, exactly. */
  readonly total: number;
  /** Of the events that match all criteria; `null` when none does. */
  readonly turns: { readonly first: number; readonly last: number } | null;
  readonly times: { readonly first: EpochMicros; readonly last: EpochMicros } | null;
  readonly event_types: Facet<{ readonly event_type: string; readonly event_count: number }>;
  /** `null` for events of no agent. */
  readonly agents: Facet<{ readonly agent_id: string | null; readonly event_count: number }>;
  readonly kinds: Facet<KindCount>;
  /** In partial answers. */
  readonly index?: IndexState;
}

/** The facets of nothing. */
export const NO_FACETS: FacetCounts = {
  total: 0,
  turns: null,
  times: null,
  event_types: { values: [], value_count: 0, other_count: 0 },
  agents: { values: [], value_count: 0, other_count: 0 },
  kinds: { values: [], value_count: 0, other_count: 0 },
};
