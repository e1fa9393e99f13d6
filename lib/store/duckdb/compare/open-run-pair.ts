import type { DuckDBConnection } from '@duckdb/node-api';
import { during } from '../../../work/work';
import type { Both, RunPair, SortCount, TurnStretch } from '../../run-pair';
import type { EarlierTotalsReader } from '../explain/earlier-totals';
import type { SimulationIndex } from '../index/simulation-index';
import { inTransaction, numberOf, queryRows } from '../sql/connections';
import { queryNumbers } from '../sql/query-numbers';
import { agentNamesOf, createPairNumbers, readPairEvents } from './read-pair-events';
import { pairTables } from './pair-tables';
import { scopePair, type PairReader } from './scope-pair';

/** Runs `work` with two indexes, over one snapshot of each; see `EventStore.withPair`. */
export function openRunPair<Result>(
  connection: DuckDBConnection,
  indexes: Both<SimulationIndex>,
  totals: EarlierTotalsReader,
  work: (pair: RunPair) => Promise<Result>,
): Promise<Result> {
  return inTransaction(connection, () =>
    during('comparing runs', async () => {
      const numbers = createPairNumbers();
      const reader: PairReader = { connection, indexes, numbers, totals };
      const tables = pairTables(indexes, {});
      const outlines = {
        a: await outline(connection, indexes.a),
        b: await outline(connection, indexes.b),
      };
      return work({
        eventCounts: { a: outlines.a.count, b: outlines.b.count },
        turns: { a: outlines.a.turns, b: outlines.b.turns },

        async countSorts(lastTurn) {
          const upTo = lastTurn === undefined ? '' : `WHERE turn <= ${String(lastTurn)}`;
          const columns = await queryNumbers(
            connection,
            `SELECT type, agent, kind, sum(a)::DOUBLE, sum(b)::DOUBLE FROM (
               SELECT type, agent, kind, count(*) AS a, 0 AS b FROM ${tables.of('a')} ${upTo} GROUP BY ALL
               UNION ALL
               SELECT type, agent, kind, 0 AS a, count(*) AS b FROM ${tables.of('b')} ${upTo} GROUP BY ALL
             ) GROUP BY ALL ORDER BY type, agent, kind`,
          );
          const { names } = tables;
          return Array.from(columns[0] ?? [], (type, row): SortCount => {
            const [, agent = 0, kind = 0, a = 0, b = 0] = columns.map((column) => column[row]);
            return {
              type: names.nameOf('type', type),
              agent: agent === 0 ? null : names.nameOf('agent', agent),
              kind: kind === 0 ? null : names.nameOf('kind', kind),
              counts: { a, b },
            };
          });
        },

        readAgent(side, agent, limit) {
          const code = tables.names.codesOf('agent', [agent])[0] ?? -1;
          return readPairEvents(connection, tables, reader.numbers, {
            side,
            where: `agent = ${String(code)}`,
            agentNames: agentNamesOf(side, tables, indexes[side].names(), new Map()),
            limit,
          });
        },

        choose: (scope) => scopePair(reader, scope),
      });
    }),
  );
}

async function outline(
  connection: DuckDBConnection,
  { catalog }: SimulationIndex,
): Promise<{ readonly count: number; readonly turns: TurnStretch | null }> {
  const [row] = await queryRows(
    connection,
    `SELECT count(*) AS n, min(turn) AS first, max(turn) AS last FROM ${catalog}.events`,
  );
  const [first, last] = [numberOf(row, 'first'), numberOf(row, 'last')];
  return {
    count: numberOf(row, 'n') ?? 0,
    turns: first === null || last === null ? null : { first, last },
  };
}
