import type { DuckDBConnection } from '@duckdb/node-api';
import { breathe, isBreathDue } from '../../../work/work';
import type { MatchCount, TurnLook, TurnStretch } from '../../run-pair';
import { queryNumbers } from '../sql/query-numbers';
import type { PairTables } from './pair-tables';

/** Turns with together this many events are counted in one query, which keeps its memory small. */
const EVENTS_AT_ONCE = 250_000;

/** The codes of a type, an agent and a kind. */
export interface SortCodes {
  readonly type: number;
  readonly agent: number;
  readonly kind: number;
}

export interface CountedMatches {
  readonly byTurn: ReadonlyMap<number, MatchCount>;
  readonly bySort: readonly (MatchCount & SortCodes)[];
}

/**
 * Counts pairs of events in a range of turns. Of a type, an agent and a kind in a turn, as many pairs are the same as contents
 * occur in both runs, and as many further pairs are changed as events are left in both.
 */
export async function countMatches(
  connection: DuckDBConnection,
  tables: PairTables,
  looks: readonly TurnLook[],
  { first, last }: TurnStretch,
): Promise<CountedMatches> {
  const byTurn = new Map<number, MatchCount>();
  const bySort = new Map<string, MatchCount & SortCodes>();
  for (const turns of stretchesOf(looks.filter(({ turn }) => turn >= first && turn <= last))) {
    const columns = await queryNumbers(connection, matchesIn(tables, turns));
    const rows = columns[0]?.length ?? 0;
    for (let row = 0; row < rows; row++) {
      if (isBreathDue()) await breathe();
      const [isOfSort, turn = 0, type = 0, agent = 0, kind = 0, ...counts] = columns.map(
        (column) => column[row] ?? 0,
      );
      const [a = 0, b = 0, same = 0, changed = 0] = counts;
      const count: MatchCount = { counts: { a, b }, same, changed };
      if (isOfSort === 0) {
        byTurn.set(turn, count);
        continue;
      }
      const key = `${String(type)} ${String(agent)} ${String(kind)}`;
      const before = bySort.get(key);
      bySort.set(key, {
        ...{ type, agent, kind },
        ...(before === undefined ? count : addMatches(before, count)),
      });
    }
  }
  return { byTurn, bySort: [...bySort.values()] };
}

function addMatches(one: MatchCount, other: MatchCount): MatchCount {
  return {
    counts: { a: one.counts.a + other.counts.a, b: one.counts.b + other.counts.b },
    same: one.same + other.same,
    changed: one.changed + other.changed,
  };
}

function* stretchesOf(looks: readonly TurnLook[]): Generator<TurnStretch> {
  let first: number | undefined;
  let last = 0;
  let events = 0;
  for (const { turn, counts } of looks) {
    const more = counts.a + counts.b;
    if (first !== undefined && events + more > EVENTS_AT_ONCE) {
      yield { first, last };
      first = undefined;
    }
    events = first === undefined ? more : events + more;
    first ??= turn;
    last = turn;
  }
  if (first !== undefined) yield { first, last };
}

function matchesIn(tables: PairTables, { first, last }: TurnStretch): string {
  const where = `WHERE turn BETWEEN ${String(first)} AND ${String(last)}`;
  return `
    WITH tokens AS (
      SELECT turn, type, agent, kind, content, sum(a) AS a, sum(b) AS b FROM (
        SELECT turn, type, agent, kind, content, 1 AS a, 0 AS b FROM ${tables.of('a')} ${where}
        UNION ALL
        SELECT turn, type, agent, kind, content, 0 AS a, 1 AS b FROM ${tables.of('b')} ${where}
      ) GROUP BY ALL
    ), sorts AS (
      SELECT turn, type, agent, kind, sum(a) AS a, sum(b) AS b, sum(least(a, b)) AS same
      FROM tokens GROUP BY ALL
    )
    SELECT grouping(turn)::INTEGER, coalesce(turn, 0), coalesce(type, 0), coalesce(agent, 0),
           coalesce(kind, 0), sum(a)::DOUBLE, sum(b)::DOUBLE, sum(same)::DOUBLE,
           sum(least(a, b) - same)::DOUBLE
    FROM sorts GROUP BY GROUPING SETS ((turn), (type, agent, kind))`;
}
