export const DEFAULT_FACET_LIMIT = 100;
export const MAX_FACET_LIMIT = 1000;

/** Options for counting facets. */
export interface FacetOptions {
  /** Maximum number of values per facet, 1 to 1,000; default 100. */
  readonly limit?: number | undefined;
  /**
   * Returns only values whose name contains this text, best matches first (see `name-rank.ts`). Default: all values.
   */
  readonly name?: string | undefined;
}
