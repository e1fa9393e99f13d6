import type { TimeGaps } from '../../../analytics/analysed-run';
import { numberOf, queryRows } from '../sql/connections';
import { queryNumbers } from '../sql/query-numbers';
import type { AnalysisScope } from './analysis-scope';

const NONE = new Float64Array();

export async function readGaps(
  { index, connection, where }: AnalysisScope,
  limit: number,
): Promise<TimeGaps> {
  const gaps = `SELECT seq, turn, time - lag(time) OVER (ORDER BY seq) AS gap,
                       lag(seq) OVER (ORDER BY seq) AS before
                FROM ${index.catalog}.events WHERE ${where}`;
  const [all] = await queryRows(
    connection,
    `SELECT count(gap) AS n, quantile_disc(gap, 0.99) AS p99 FROM (${gaps})`,
  );
  const [gap = NONE, before = NONE, after = NONE, turn = NONE] = await queryNumbers(
    connection,
    `SELECT gap::DOUBLE AS gap, before, seq, turn::DOUBLE FROM (${gaps}) WHERE gap IS NOT NULL
     ORDER BY gap DESC, seq LIMIT ${String(limit)}`,
  );
  return {
    count: numberOf(all, 'n') ?? 0,
    p99Micros: numberOf(all, 'p99') ?? 0,
    longest: Array.from(gap, (micros, at) => ({
      micros,
      before: before[at] ?? 0,
      after: after[at] ?? 0,
      turn: turn[at] ?? 0,
    })),
  };
}
