import { queryNumbers } from '../sql/query-numbers';
import {
  stretchAround,
  stretchOfPage,
  turnBlocks,
  type TurnBlock,
  type TurnStretch,
} from './turn-stretch';
import { withoutConditions } from '../../../filters/read-conditions';
import { CODED_FIELDS } from '../index/index-names';
import { namesTerms, whereConditions } from './event-query';
import { isKeyless, type KeyGroup } from './key-group';
import { limitTo, readPlaces, type GroupedMatches, type GroupScope } from './key-groups';

/** The columns of numbers by which events are sorted. */
export type NumberKey = 'turn' | 'change';

/** The number of groups into which a range of numbers is divided. */
const GROUPS = 1024;

/**
 * SQL of the number by which keys are first divided. It never falls when the key rises. For changes it grows like a logarithm, so
 * that small and large ones are in groups of their own. Unlike a logarithm, a square root is rounded correctly, which keeps the
 * order.
 */
const PLACES = { turn: 'turn', change: 'sqrt(sqrt(sqrt(change)))' } as const satisfies Record<
  NumberKey,
  string
>;

export function groupByNumber(scope: GroupScope, key: NumberKey): GroupedMatches {
  const { index, connection, conditions, hasText, where, total, counter, cache } = scope;
  const { catalog } = index;

  // Compared with a double, turns could not be looked up by the ranges of row groups.
  const keySql = (value: number): string => (key === 'turn' ? String(value) : numberSql(value));

  const whereBetween = (first: KeyGroup, last: KeyGroup): string => {
    if (isKeyless(first)) return `${key} IS NULL`;
    const [low, high] = [keySql(first.low), keySql(last.high)];
    return low === high ? `${key} = ${low}` : `${key} BETWEEN ${low} AND ${high}`;
  };

  /** @param low the range of `place`, `low` to `high` */
  async function count(
    place: string,
    low: number,
    high: number,
    within: string,
  ): Promise<readonly KeyGroup[]> {
    const [, counts = [], lows = [], highs = []] = await queryNumbers(
      connection,
      `SELECT ${groupSql(place, low, high)} AS key_group, count(*)::DOUBLE, min(${key})::DOUBLE, max(${key})::DOUBLE
       FROM ${catalog}.events WHERE ${where} AND ${within} GROUP BY key_group ORDER BY key_group`,
    );
    return Array.from(counts, (events, at) => ({
      count: events,
      low: lows[at] ?? NaN,
      high: highs[at] ?? NaN,
    }));
  }

  /** The range of all events, which all filters have in common. */
  async function findRange(): Promise<readonly KeyGroup[]> {
    const place = PLACES[key];
    const [lows = [], highs = []] = await queryNumbers(
      connection,
      `SELECT coalesce(min(${place}), 0)::DOUBLE, coalesce(max(${place}), 0)::DOUBLE
       FROM ${catalog}.events`,
    );
    return [{ count: 0, low: lows[0] ?? 0, high: highs[0] ?? 0 }];
  }

  const countAll = async (): Promise<readonly KeyGroup[]> => {
    const keyed = await cache.get(connection, catalog, `${key} ${where}`, async () => {
      const [range] = await cache.get(connection, catalog, key, findRange);
      const [low, high] = [range?.low ?? 0, range?.high ?? 0];
      const place = PLACES[key];
      if (key === 'change' && isOnNames(scope)) {
        const terms = namesTerms(conditions, index.names());
        const group = groupSql(place, low, high);
        const counted = await scope.changes.count(index, connection, group, terms);
        if (counted !== undefined) return counted;
      }
      return count(place, low, high, `${key} IS NOT NULL`);
    });
    const keylessCount = keyed.reduce((rest, group) => rest - group.count, total);
    const keyless = { count: keylessCount, low: NaN, high: NaN };

    return keylessCount === 0 ? keyed : [...keyed, keyless];
  };

  /** All groups; those outside a range of turns are one on each side. */
  async function countTurns({ from, to }: TurnStretch): Promise<readonly KeyGroup[]> {
    const asked = conditions.turn;
    const before = { from: asked?.from, to: Math.min(asked?.to ?? Infinity, from - 1) };
    const below = await counter.count(index, connection, { ...conditions, turn: before }, hasText);
    const within = `turn BETWEEN ${String(from)} AND ${String(to)}`;
    const counted = await cache.get(connection, catalog, `turn ${where} AND ${within}`, () =>
      count('turn', from, to, within),
    );
    const above = counted.reduce((rest, group) => rest - group.count, total - below.total);
    return [
      { count: below.total, low: -Infinity, high: from - 1 },
      ...counted,
      { count: above, low: to + 1, high: Infinity },
    ].filter((group) => group.count > 0);
  }

  async function groupsIn(
    stretchOf: (blocks: readonly TurnBlock[]) => TurnStretch | undefined,
  ): Promise<readonly KeyGroup[]> {
    const stretch = key === 'turn' ? stretchOf(await turnBlocks(scope)) : undefined;
    return stretch === undefined ? countAll() : countTurns(stretch);
  }

  return {
    groupsOfPage: (first, last) => groupsIn((blocks) => stretchOfPage(blocks, first, last)),

    groupsAround: (own) => groupsIn((blocks) => stretchAround(blocks, own)),

    async divide(group) {
      const { low, high } = group;
      if (!Number.isFinite(GROUPS / (high - low))) return undefined;
      const within = whereBetween(group, group);
      return cache.get(connection, catalog, `${key} ${where} AND ${within}`, () =>
        count(key, low, high, within),
      );
    },

    where: (group) => whereBetween(group, group),

    keySql,

    async sort(ascending, range) {
      const [first, last] = [ascending[0], ascending.at(-1)];
      if (first === undefined || last === undefined) return [];
      return readPlaces(
        connection,
        `SELECT seq FROM ${catalog}.events WHERE ${where} AND ${whereBetween(first, last)}
         ORDER BY ${key} ${range.isDescending ? 'DESC' : 'ASC'}, seq ${limitTo(range)}`,
      );
    },

    countUniform(group) {
      if (key === 'change') {
        if (isKeyless(group)) {
          return counter.countWithoutChange(index, connection, conditions, hasText);
        }
        return counter.countWhere(
          connection,
          catalog,
          `${where} AND ${whereBetween(group, group)}`,
        );
      }
      const turn = { from: group.low, to: group.low };
      return counter.count(index, connection, { ...conditions, turn }, hasText);
    },

    async keyAt(place) {
      const [keys = []] = await queryNumbers(
        connection,
        `SELECT coalesce(${key}::DOUBLE, 'NaN'::DOUBLE) FROM ${catalog}.events WHERE seq = ${String(place)}`,
      );
      return keys[0] ?? NaN;
    },
  };
}

/** SQL of the number of the group of a place in a range. Rounding keeps the order in each step, so groups do not overlap. */
function groupSql(place: string, low: number, high: number): string {
  const scale = high > low ? GROUPS / (high - low) : 0;
  const group = `floor((${place} - ${numberSql(low)}) * ${numberSql(scale)})`;
  return `least(${group}, ${String(GROUPS - 1)})::USMALLINT`;
}

/** Whether conditions are on names and outcomes alone. */
function isOnNames({ conditions, hasText, index }: GroupScope): boolean {
  const others = withoutConditions(conditions, CODED_FIELDS);
  return whereConditions(others, index.names(), hasText) === 'true';
}

/** A number in SQL, written as a text that DuckDB reads to the last bit. */
function numberSql(value: number): string {
  return `'${String(value)}'::DOUBLE`;
}
