export const DEFAULT_MARK_BUCKETS = 500;
export const MAX_MARK_BUCKETS = 2000;

/** Where to look for the next mark. */
export const MARK_DIRECTIONS = ['next', 'previous'] as const;
export type MarkDirection = (typeof MARK_DIRECTIONS)[number];

/** How the rows are divided that marks are counted in. */
export interface MarkOptions {
  /** How many buckets at most, 1 to 2,000; default 500. */
  readonly buckets?: number | undefined;
}

/** From which row to look for a mark. */
export interface MarkSearch {
  /** Rows count from 0; default 0. */
  readonly row?: number | undefined;
  /** Default next: the row itself or one after it. */
  readonly direction?: MarkDirection | undefined;
}
