import type { DuckDBConnection } from '@duckdb/node-api';
import type { Conditions } from '../../../filters/read-conditions';
import { queryNumbers } from '../sql/query-numbers';
import type { BoundValues } from '../sql/connections';
import type { RevisionCache } from '../sql/revision-cache';
import type { BlockCounter, BlockCounts } from './block-counts';
import type { BlockCubes, CountedIndex } from './block-cubes';
import type { ChangeCubes } from './change-cubes';
import type { KeyGroup } from './key-group';

/** The matches of a filter, in the snapshot of the connection's transaction. */
export interface GroupScope {
  readonly index: CountedIndex;
  readonly connection: DuckDBConnection;
  readonly conditions: Conditions;
  readonly hasText: string | undefined;
  /** The SQL condition for all of these. */
  readonly where: string;
  readonly total: number;
  readonly counter: BlockCounter;
  readonly cubes: BlockCubes;
  readonly changes: ChangeCubes;
  readonly cache: RevisionCache<readonly KeyGroup[]>;
}

/** The part of sorted events that is read. */
export interface SortedRange {
  readonly from: number;
  readonly to: number;
  readonly isDescending: boolean;
}

/** The matches of a filter by a key. */
export interface GroupedMatches {
  /**
   * All groups in ascending order of the key, events without a key last. Groups that a page has no events of may be one.
   * @param first the place of the page in ascending order, up to, not including, `last`
   */
  groupsOfPage(first: number, last: number): Promise<readonly KeyGroup[]>;
  /** The same; only groups that do not hold the key may be one. */
  groupsAround(key: number): Promise<readonly KeyGroup[]>;
  /** The groups of the events in a group, in ascending order; `undefined` when their keys are too close. */
  divide(group: KeyGroup): Promise<readonly KeyGroup[] | undefined>;
  /** The SQL condition for events with a key in a group. */
  where(group: KeyGroup): string;
  /** A key as SQL. */
  keySql(key: number): string;
  /** Sorts the events of groups next to each other, all with a key or one without. Returns the places of a range of them. */
  sort(ascending: readonly KeyGroup[], range: SortedRange): Promise<readonly number[]>;
  /** Counts the events of a group with one key by blocks. */
  countUniform(group: KeyGroup): Promise<BlockCounts>;
  /** The key of the event at a place; NaN without a key. */
  keyAt(place: number): Promise<number>;
}

/** Reads a query of places in event order. */
export async function readPlaces(
  connection: DuckDBConnection,
  sql: string,
  bound?: BoundValues,
): Promise<readonly number[]> {
  const [places = []] = await queryNumbers(connection, sql, bound);
  return Array.from(places);
}

/** SQL for a range of sorted rows. */
export function limitTo({ from, to }: SortedRange): string {
  return `LIMIT ${String(to - from)} OFFSET ${String(from)}`;
}
