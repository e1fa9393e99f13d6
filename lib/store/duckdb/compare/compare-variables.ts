import type { DuckDBConnection } from '@duckdb/node-api';
import type { VariableScope } from '../../../replay/variable';
import { compareVariables as inOrder } from '../../../replay/variable';
import { VARIABLE_CODES } from '../../../scan/event-columns';
import { sortInSlices } from '../../../work/in-slices';
import { breathe, isBreathDue } from '../../../work/work';
import type { Side, VariableDifference } from '../../run-pair';
import { queryNumbers } from '../sql/query-numbers';
import type { PairTables } from './pair-tables';

/** The variables whose values at the end of some turn, up to the last one, differ between the runs. */
export async function compareVariables(
  connection: DuckDBConnection,
  tables: PairTables,
  lastTurn: number,
): Promise<{
  readonly compared: number;
  readonly differences: readonly VariableDifference[];
}> {
  const columns = await queryNumbers(connection, comparison(tables, lastTurn));
  const differences: VariableDifference[] = [];
  const rows = columns[0]?.length ?? 0;
  for (let row = 0; row < rows; row++) {
    if (isBreathDue()) await breathe();
    const [variable = 0, agent = 0, kind = 0, inA, inB, turnCount = 0, firstTurn = 0, ...rest] =
      columns.map((column) => column[row] ?? 0);
    const [turn = NaN, atA = NaN, atB = NaN, lastA = NaN, lastB = NaN] = rest;
    if (turnCount === 0) continue;
    const scope: VariableScope = variable === VARIABLE_CODES.agent ? 'agent' : 'global';
    differences.push({
      scope,
      agent_id: scope === 'agent' ? tables.names.nameOf('agent', agent) : null,
      variable_name: tables.names.nameOf('kind', kind),
      onlyIn: inB === 0 ? 'a' : inA === 0 ? 'b' : null,
      firstTurn,
      turnCount,
      largest: Number.isNaN(turn) ? null : { turn, values: { a: atA, b: atB } },
      last: { a: numberOrNull(lastA), b: numberOrNull(lastB) },
    });
  }
  return { compared: rows, differences: await sortInSlices(differences, inOrder) };
}

function numberOrNull(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}

function comparison(tables: PairTables, lastTurn: number): string {
  const settings = (side: Side): string => `(
    SELECT variable, CASE variable WHEN ${String(VARIABLE_CODES.global)} THEN 0 ELSE agent END AS owner, kind, turn,
           last(value ORDER BY seq) AS value, last(content ORDER BY seq) AS content
    FROM ${tables.of(side)} WHERE variable != 0 AND turn <= ${String(lastTurn)} GROUP BY ALL)`;
  const number = (sql: string): string => `coalesce(${sql}, 'NaN'::DOUBLE)::DOUBLE`;
  // Of equal ones, the first.
  const size = '(abs(a - b), -turn)';
  return `
    WITH settings AS (
      SELECT variable, owner, kind, turn, a.content AS content_a, b.content AS content_b,
             -- Lists keep values that are no numbers apart from turns without a value.
             CASE WHEN a.content IS NOT NULL THEN [a.value] END AS values_a,
             CASE WHEN b.content IS NOT NULL THEN [b.value] END AS values_b
      FROM ${settings('a')} AS a FULL JOIN ${settings('b')} AS b USING (variable, owner, kind, turn)
    ), series AS (
      SELECT variable, owner, kind, turn,
             last_value(content_a IGNORE NULLS) OVER turns AS content_a,
             last_value(content_b IGNORE NULLS) OVER turns AS content_b,
             last_value(values_a IGNORE NULLS) OVER turns AS values_a,
             last_value(values_b IGNORE NULLS) OVER turns AS values_b
      FROM settings WINDOW turns AS (PARTITION BY variable, owner, kind ORDER BY turn)
    ), compared AS (
      SELECT *, values_a[1] AS a, values_b[1] AS b, CASE
        WHEN values_a[1] IS NULL AND values_b[1] IS NULL THEN content_a IS DISTINCT FROM content_b
        ELSE values_a[1] IS DISTINCT FROM values_b[1] END AS differs
      FROM series
    )
    SELECT variable, owner, kind,
           (count(content_a) > 0)::INTEGER, (count(content_b) > 0)::INTEGER,
           count(*) FILTER (differs)::DOUBLE, coalesce(min(turn) FILTER (differs), 0)::DOUBLE,
           ${number(`arg_max(turn, ${size}) FILTER (a != b)`)},
           ${number(`arg_max(a, ${size}) FILTER (a != b)`)},
           ${number(`arg_max(b, ${size}) FILTER (a != b)`)},
           ${number('arg_max(values_a, turn)[1]')}, ${number('arg_max(values_b, turn)[1]')}
    FROM compared GROUP BY variable, owner, kind`;
}
