import type { DuckDBConnection } from '@duckdb/node-api';
import { contentHash } from '../../../scan/content-hash';
import { relaxedRules } from '../../../scan/relaxed-rules';
import { breathe, isBreathDue } from '../../../work/work';
import type { ContentRelaxation, Side, TurnStretch } from '../../run-pair';
import { readEvents, SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import { listText, numberOf, queryRows } from '../sql/connections';
import { queryNumbers } from '../sql/query-numbers';
import type { PairTables } from './pair-tables';

/** Lines are read and held in portions of this many events. */
const EVENTS_AT_ONCE = 2000;

export interface RelaxedContents {
  /** The name of a table with the columns `seq` and `content`. */
  readonly table: string;
  /** Whether the contents of further events were not read. */
  readonly isCut: boolean;
}

/**
 * Computes the contents of the events of a side that have no equal in the other run again, by relaxed rules, from their lines.
 * The table is temporary; the caller drops it.
 */
export async function relaxContents(
  connection: DuckDBConnection,
  index: SimulationIndex,
  tables: PairTables,
  {
    side,
    turns,
    relaxation: { ignored, texts },
    maxEvents,
  }: {
    readonly side: Side;
    readonly turns: TurnStretch;
    readonly relaxation: ContentRelaxation;
    readonly maxEvents: number;
  },
): Promise<RelaxedContents> {
  const table = `relaxed_${side}`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (seq UINTEGER, content UBIGINT)`);
  const rules = relaxedRules(ignored, side === 'b' ? texts : undefined);
  const [seqs = new Float64Array()] = await queryNumbers(
    connection,
    unequalEvents(tables, side, turns, maxEvents + 1),
  );
  const wanted = seqs.subarray(0, maxEvents);
  for (let from = 0; from < wanted.length; from += EVENTS_AT_ONCE) {
    const some = wanted.subarray(from, from + EVENTS_AT_ONCE);
    const rows = await queryRows(
      connection,
      `${SELECT_PLACES}, seq FROM ${index.catalog}.events
       WHERE seq BETWEEN ${String(some[0])} AND ${String(some.at(-1))}
         AND seq IN (SELECT unnest($seqs::UINTEGER[]))`,
      { values: { seqs: listText(some) } },
    );
    const contents: bigint[] = [];
    for (const { text } of await readEvents(index, rows)) {
      if (isBreathDue()) await breathe();
      contents.push(contentHash(text, rules));
    }
    await connection.run(
      `INSERT INTO ${table} SELECT unnest($seqs::UINTEGER[]), unnest($contents::UBIGINT[])`,
      {
        seqs: listText(rows.map((row) => numberOf(row, 'seq') ?? 0)),
        contents: listText(contents),
      },
    );
  }
  return { table, isCut: seqs.length > maxEvents };
}

/** The events of a side of which the other run has fewer with the same content. */
function unequalEvents(
  tables: PairTables,
  side: Side,
  { first, last }: TurnStretch,
  limit: number,
): string {
  const where = `WHERE turn BETWEEN ${String(first)} AND ${String(last)}`;
  const other = side === 'a' ? 'b' : 'a';
  return `
    WITH unequal AS (
      SELECT turn, type, agent, kind, content FROM (
        SELECT turn, type, agent, kind, content, 1 AS own FROM ${tables.of(side)} ${where}
        UNION ALL
        SELECT turn, type, agent, kind, content, -1 AS own FROM ${tables.of(other)} ${where}
      ) GROUP BY ALL HAVING sum(own) > 0
    )
    SELECT seq FROM ${tables.of(side)} SEMI JOIN unequal USING (turn, type, agent, kind, content)
    ${where} ORDER BY seq LIMIT ${String(limit)}`;
}
