import type { DuckDBConnection } from '@duckdb/node-api';
import { breathe, isBreathDue } from '../../../work/work';
import type { Side, TurnLook } from '../../run-pair';
import { queryNumbers } from '../sql/query-numbers';
import type { PairTables } from './pair-tables';

/** Products of a part of a hash and a place in a turn fit 64 bits. */
const PART = '2147483648';

/**
 * Looks at each turn of a pair: two sums of hashes tell whether the events are the same, and whether their order is.
 * @param isDense whether no event of a run is left out
 */
export async function readTurns(
  connection: DuckDBConnection,
  tables: PairTables,
  isDense: boolean,
): Promise<readonly TurnLook[]> {
  // Places count from the first event of the turn.
  const place = isDense ? 'seq' : 'row_number() OVER (ORDER BY seq)';
  const sums = (side: Side): string => `(
    SELECT turn, count(*) AS n, sum(h) AS bag,
           sum((h % ${PART}) * place) - min(place) * sum(h % ${PART}) AS sequence
    FROM (
      SELECT turn, ${place} AS place, hash(type, agent, kind, content) AS h FROM ${tables.of(side)}
    ) GROUP BY turn)`;
  const columns = await queryNumbers(
    connection,
    `SELECT turn, coalesce(a.n, 0)::DOUBLE, coalesce(b.n, 0)::DOUBLE,
            coalesce(a.n = b.n AND a.bag = b.bag, false)::INTEGER,
            coalesce(a.n = b.n AND a.bag = b.bag AND a.sequence = b.sequence, false)::INTEGER
     FROM ${sums('a')} AS a FULL JOIN ${sums('b')} AS b USING (turn) ORDER BY turn`,
  );
  const looks: TurnLook[] = [];
  const rows = columns[0]?.length ?? 0;
  for (let row = 0; row < rows; row++) {
    if (isBreathDue()) await breathe();
    const [turn = 0, a = 0, b = 0, same, ordered] = columns.map((column) => column[row]);
    looks.push({
      turn,
      counts: { a, b },
      hasSameEvents: same === 1,
      hasSameOrder: ordered === 1,
    });
  }
  return looks;
}
