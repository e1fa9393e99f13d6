export const DEFAULT_FACET_LIMIT = 100;
export const MAX_FACET_LIMIT = 1000;

/** How facets are counted. */
export interface FacetOptions {
  /** How many values of each facet at most, 1 to 1,000; default 100. */
  readonly limit?: number | undefined;
  /** Only values whose name has this text, the best answers first (see `name-rank.ts`); default all. */
  readonly name?: string | undefined;
}
