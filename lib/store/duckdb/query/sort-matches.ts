import type { DuckDBConnection } from '@duckdb/node-api';
import type { EventOrder, SortKey } from '../../../filters/event-filter';
import type { Conditions } from '../../../filters/read-conditions';
import { numberOf, queryRows } from '../sql/connections';
import { createRevisionCache } from '../sql/revision-cache';
import { countBefore, startOf, type BlockCounter, type BlockCounts } from './block-counts';
import type { BlockCubes, CountedIndex } from './block-cubes';
import { createChangeCubes } from './change-cubes';
import { whereConditions } from './event-query';
import { groupByAgent } from './group-by-agent';
import { groupByNumber } from './group-by-number';
import { isKeyless, isUniform, type KeyGroup } from './key-group';
import { readPlaces, type GroupedMatches, type GroupScope } from './key-groups';

/** The keys of a sort other than the order of the index. */
type GroupKey = Exclude<SortKey, 'timestamp'>;

/** The matches of a filter in the order of a key. Places are those in event order (`seq`). */
export interface SortedMatches {
  readonly total: number;
  /** The places of the matches from index `first` up to, not including, `last`. */
  readonly places: (first: number, last: number) => Promise<readonly number[]>;
  /** The number of matches before an event, and whether the event itself matches. */
  readonly countBefore: (
    place: number,
  ) => Promise<{ readonly before: number; readonly matches: boolean }>;
}

/** Sorts the matches of filters. */
export interface MatchSorter {
  /**
   * The matches in the snapshot of the connection's transaction. Events with the same key are in event order. Events without a
   * key come last in both directions.
   * @param hasText the SQL condition for events with the text, when the conditions have a text
   */
  sort(
    index: CountedIndex,
    connection: DuckDBConnection,
    conditions: Conditions,
    hasText: string | undefined,
    order: { readonly key: SortKey; readonly direction: EventOrder },
  ): Promise<SortedMatches>;
}

/** The size of the cache of groups, in filters and parts of filters. Each has at most 1,024 groups of numbers. */
const MAX_KEPT = 64;

/** Up to this many events are sorted for a page. */
const MAX_SORTED = 2 ** 16;

/**
 * A page at any offset is found by counting: first the matches by groups of the key, then inside the group where the page begins.
 * A large group is divided further. If all its events have the same key, they are counted by blocks of the index.
 */
export function createMatchSorter(counter: BlockCounter, cubes: BlockCubes): MatchSorter {
  const cache = createRevisionCache<readonly KeyGroup[]>(MAX_KEPT);
  const changes = createChangeCubes();
  return {
    async sort(index, connection, conditions, hasText, { key, direction }) {
      const where = whereConditions(conditions, index.names(), hasText);
      const counts = await counter.count(index, connection, conditions, hasText);
      const { total } = counts;
      const isDescending = direction === 'desc';
      if (key === 'timestamp')
        return sortByTime(connection, index.catalog, where, counts, isDescending);
      const filtered = { index, connection, conditions, hasText, where, total };
      const scope = { ...filtered, counter, cubes, changes, cache };
      const matches = await (key === 'agent' ? groupByAgent(scope) : groupByNumber(scope, key));
      const sorted: Sorted = { scope, key, isDescending, matches };
      return {
        total,
        async places(first, last) {
          if (last <= first) return [];
          const [from, to] = isDescending ? [total - last, total - first] : [first, last];
          const groups = inDirection(sorted, await matches.groupsOfPage(from, to));
          return placesIn(sorted, groups, first, last);
        },
        countBefore: (place) => countBeforeIn(sorted, place),
      };
    },
  };
}

/** The order of the index itself, or its reverse. */
function sortByTime(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  counts: BlockCounts,
  isDescending: boolean,
): SortedMatches {
  const { total } = counts;
  return {
    total,
    async places(first, last) {
      if (!isDescending) return placesInBlocks(connection, catalog, where, counts, first, last);
      const [from, to] = [total - last, total - first];
      return (await placesInBlocks(connection, catalog, where, counts, from, to)).toReversed();
    },
    async countBefore(place) {
      const { before, matches } = await countBefore(connection, catalog, where, counts, place);
      return { before: isDescending ? total - before - Number(matches) : before, matches };
    },
  };
}

interface Sorted {
  readonly scope: GroupScope;
  readonly key: GroupKey;
  readonly isDescending: boolean;
  readonly matches: GroupedMatches;
}

/** Ascending groups in the direction of the sort. Events without a key stay last. */
function inDirection(
  { isDescending }: Pick<Sorted, 'isDescending'>,
  ascending: readonly KeyGroup[],
): readonly KeyGroup[] {
  if (!isDescending) return ascending;
  const keyed = ascending.filter((group) => !isKeyless(group));
  return [...keyed.reverse(), ...ascending.filter(isKeyless)];
}

async function placesIn(
  sorted: Sorted,
  groups: readonly KeyGroup[],
  first: number,
  last: number,
): Promise<readonly number[]> {
  const places: (readonly number[])[] = [];
  for (const piece of piecesOf(groups, first, last)) {
    places.push(await placesOfPiece(sorted, piece));
  }
  return places.flat();
}

/** Some groups next to each other, and the range of their events that a page has. */
interface Piece {
  readonly groups: readonly KeyGroup[];
  readonly from: number;
  readonly to: number;
}

/** The groups that a page has events of, joined while they are small. */
function piecesOf(groups: readonly KeyGroup[], first: number, last: number): readonly Piece[] {
  const pieces: { groups: KeyGroup[]; count: number; from: number; to: number }[] = [];
  let before = 0;
  for (const group of groups) {
    const [from, to] = [Math.max(0, first - before), Math.min(group.count, last - before)];
    before += group.count;
    if (from >= to) continue;
    const piece = pieces.at(-1);
    const isSmall = piece !== undefined && piece.count + group.count <= MAX_SORTED;
    if (isSmall && !isKeyless(group)) {
      piece.groups.push(group);
      piece.to = piece.count + to;
      piece.count += group.count;
    } else {
      pieces.push({ groups: [group], count: group.count, from, to });
    }
  }
  return pieces;
}

async function placesOfPiece(sorted: Sorted, { groups, from, to }: Piece) {
  const { matches, isDescending } = sorted;
  const ascending = isDescending ? groups.toReversed() : groups;
  const sort = () => matches.sort(ascending, { from, to, isDescending });
  const [only] = groups;
  if (only === undefined || groups.length > 1) return sort();
  if (isUniform(only)) return placesOfKey(sorted, only, from, to);
  if (only.count <= MAX_SORTED) return sort();
  const divided = await matches.divide(only);
  if (divided === undefined) return sort();
  return placesIn(sorted, inDirection(sorted, divided), from, to);
}

/** Events with the same key are in event order, so only the blocks that hold the range are read. */
async function placesOfKey(
  { scope, matches }: Sorted,
  group: KeyGroup,
  from: number,
  to: number,
): Promise<readonly number[]> {
  const { connection, index, where } = scope;
  const counts = await matches.countUniform(group);
  const ofKey = `${where} AND ${matches.where(group)}`;
  return placesInBlocks(connection, index.catalog, ofKey, counts, from, to);
}

/** The matches from index `from` up to, not including, `to`, in event order. */
async function placesInBlocks(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  { blocks }: BlockCounts,
  from: number,
  to: number,
): Promise<readonly number[]> {
  const first = blocks.findLast(({ before }) => before <= from);
  const last = blocks.findLast(({ before }) => before < to);
  if (first === undefined || last === undefined) return [];
  return readPlaces(
    connection,
    `SELECT seq FROM ${catalog}.events
     WHERE seq >= ${String(startOf(first.block))} AND seq < ${String(startOf(last.block + 1))}
       AND ${where}
     ORDER BY seq LIMIT ${String(to - from)} OFFSET ${String(from - first.before)}`,
  );
}

async function countBeforeIn(sorted: Sorted, place: number) {
  const { scope, isDescending, matches } = sorted;
  const { connection, index, where } = scope;
  const key = await matches.keyAt(place);
  const groups = inDirection(sorted, await matches.groupsAround(key));
  const isEarlier = ({ low }: KeyGroup): boolean =>
    !Number.isNaN(low) && (Number.isNaN(key) || (isDescending ? low > key : low < key));
  let before = 0;
  for (const group of groups) {
    if (holds(group, key)) before += await countBeforeWithin(sorted, group, key, place);
    else if (isEarlier(group)) before += group.count;
  }
  const [row] = await queryRows(
    connection,
    `SELECT count(*) AS n FROM ${index.catalog}.events WHERE seq = ${String(place)} AND ${where}`,
  );
  return { before, matches: numberOf(row, 'n') === 1 };
}

function holds(group: KeyGroup, key: number): boolean {
  return isKeyless(group) ? Number.isNaN(key) : group.low <= key && key <= group.high;
}

async function countBeforeWithin(
  { scope, key: column, isDescending, matches }: Sorted,
  group: KeyGroup,
  key: number,
  place: number,
): Promise<number> {
  const { connection, index, where } = scope;
  const within = `${where} AND ${matches.where(group)}`;
  if (isUniform(group)) {
    const counts = await matches.countUniform(group);
    return (await countBefore(connection, index.catalog, within, counts, place)).before;
  }
  const own = matches.keySql(key);
  const [row] = await queryRows(
    connection,
    `SELECT count(*) AS n FROM ${index.catalog}.events
     WHERE ${within} AND (${column} ${isDescending ? '>' : '<'} ${own} OR (${column} = ${own} AND seq < ${String(place)}))`,
  );
  return numberOf(row, 'n') ?? 0;
}
