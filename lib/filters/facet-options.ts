export const DEFAULT_FACET_LIMIT = 100;
export const MAX_FACET_LIMIT = 1000;

/** The orders of agents: the most events first, or the most failed events first. */
export const AGENT_ORDERS = ['events', 'failed'] as const;
export type AgentOrder = (typeof AGENT_ORDERS)[number];

/** Options for counting facets. */
export interface FacetOptions {
  /** Maximum number of values per facet, 1 to 1,000; default 100. */
  readonly limit?: number | undefined;
  /**
   * Returns only values whose name contains this text, best matches first (see `name-rank.ts`). Default: all values.
   */
  readonly name?: string | undefined;
  /** Which agents are listed first. Agents with as many failed events are ordered by events. Default `events`. */
  readonly agentOrder?: AgentOrder | undefined;
}
