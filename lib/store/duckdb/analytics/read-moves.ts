import type { VariableMoves } from '../../../analytics/analysed-run';
import { VARIABLE_CODES } from '../../../scan/event-columns';
import { numberOf, queryRows } from '../sql/connections';
import type { AnalysisScope } from './analysis-scope';

/** Variables with a smaller largest change, relative to their usual one, are left out. */
const MAX_VARIABLES = 10_000;

export async function readMoves({
  index,
  connection,
  where,
}: AnalysisScope): Promise<readonly VariableMoves[]> {
  const names = index.names();
  const isGlobal = `variable = ${String(VARIABLE_CODES.global)}`;
  const rows = await queryRows(
    connection,
    `WITH moves AS (
       SELECT variable, CASE WHEN ${isGlobal} THEN 0 ELSE agent END AS owner, kind, change, seq, turn
       FROM ${index.catalog}.events WHERE ${where} AND variable != 0 AND change > 0
     ), sums AS (
       SELECT variable, owner, kind, count(*) AS n, median(change) AS usual, max(change, 2) AS highest
       FROM moves GROUP BY ALL ORDER BY highest[1] / usual DESC, variable, owner, kind
       LIMIT ${String(MAX_VARIABLES)}
     )
     SELECT variable, owner, kind, any_value(n) AS n, any_value(usual) AS usual,
            any_value(highest[1]) AS largest, any_value(highest[2]) AS second,
            min(seq) AS seq, arg_min(turn, seq) AS turn
     FROM sums JOIN moves USING (variable, owner, kind) WHERE change = highest[1]
     GROUP BY ALL ORDER BY variable, owner, kind`,
  );
  return rows.map((row) => {
    const isOfAgent = numberOf(row, 'variable') === VARIABLE_CODES.agent;
    const largest = numberOf(row, 'largest') ?? 0;
    return {
      scope: isOfAgent ? 'agent' : 'global',
      agent: isOfAgent ? names.nameOf('agent', numberOf(row, 'owner') ?? 0) : null,
      name: names.nameOf('kind', numberOf(row, 'kind') ?? 0),
      changes: numberOf(row, 'n') ?? 0,
      usual: numberOf(row, 'usual') ?? 0,
      largest,
      second: numberOf(row, 'second') ?? 0,
      place: numberOf(row, 'seq') ?? 0,
      turn: numberOf(row, 'turn') ?? 0,
    };
  });
}
