import type { EventOrder, SortKey } from './event-filter';

export const DEFAULT_MARK_BUCKETS = 500;
export const MAX_MARK_BUCKETS = 2000;

/** The direction in which to look for the next mark. */
export const MARK_DIRECTIONS = ['next', 'previous'] as const;
export type MarkDirection = (typeof MARK_DIRECTIONS)[number];

/** How rows are divided into buckets for counting marks. */
export interface MarkOptions {
  /** Maximum number of buckets, 1 to 2,000; default 500. */
  readonly buckets?: number | undefined;
}

/** The row from which to look for a mark. */
export interface MarkSearch {
  /** Rows count from 0; default 0. */
  readonly row?: number | undefined;
  /** Default next: this row or a later one. */
  readonly direction?: MarkDirection | undefined;
  /** The order of the rows; default by time, ascending. */
  readonly sort?: SortKey | undefined;
  readonly order?: EventOrder | undefined;
}
