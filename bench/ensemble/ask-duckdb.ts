import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { EnsembleBands } from '../../lib/api/ensemble-contract';
import { timed } from '../measure';

/** How long SQL over the event files takes for the same answers, ms. */
export interface DuckDbTimes {
  readonly bandsMs: number;
  readonly countsMs: number;
}

/**
 * Asks DuckDB what an ensemble answers, without an index: it reads all lines of the files, with all threads. The medians are
 * checked to be the same.
 */
export async function askDuckDb(
  files: readonly string[],
  variable: string,
  bands: EnsembleBands,
): Promise<DuckDbTimes> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const found = await timed(() => askNumbers(connection, bandsSql(files, variable, bands.turns)));
    const medians = new Map(found.result.map(([turn = 0, median = 0]) => [turn, median]));
    for (const [at, turn] of bands.turns.entries()) {
      const [own, other] = [bands.bands[0]?.median[at] ?? null, medians.get(turn) ?? null];
      if (own !== null && (other === null || Math.abs(own - other) > 1e-9 * Math.abs(own))) {
        throw new Error(`turn ${String(turn)}: the median is ${String(own)}, not ${String(other)}`);
      }
    }
    const counts = await timed(() => askNumbers(connection, countsSql(files)));
    return { bandsMs: found.ms, countsMs: counts.ms };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function askNumbers(
  connection: DuckDBConnection,
  sql: string,
): Promise<readonly (readonly number[])[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowsJson().map((row) => row.map(Number));
}

/** By turn: the quantiles over runs of the value of a global variable at its end. A value holds until the next one. */
function bandsSql(files: readonly string[], name: string, turns: readonly number[]): string {
  return `
    WITH settings AS (
      SELECT filename, turn_number, arg_max(TRY_CAST(details.new_value AS DOUBLE), timestamp || event_id) AS value
      FROM ${readJson(files, "details: 'STRUCT(variable_name VARCHAR, new_value JSON)'")}
      WHERE event_type IN ('STATE', 'ENV') AND agent_id IS NULL AND details.variable_name = '${name}'
      GROUP BY ALL
    ), turns AS (
      SELECT a.filename, t.turn_number FROM (SELECT DISTINCT filename FROM settings) AS a
      CROSS JOIN (SELECT unnest([${turns.join(', ')}]) AS turn_number) AS t
    ), held AS (
      SELECT turns.turn_number, settings.value
      FROM turns ASOF JOIN settings
        ON turns.filename = settings.filename AND turns.turn_number >= settings.turn_number
    )
    SELECT turn_number, quantile_cont(value, 0.5), quantile_cont(value, [0.05, 0.25, 0.75, 0.95]), min(value), max(value)
    FROM held GROUP BY turn_number ORDER BY turn_number`;
}

/** By run: its events by type, and those that failed. */
function countsSql(files: readonly string[]): string {
  return `
    SELECT count(*) FROM (
      SELECT filename, event_type, count(*), count(*) FILTER (details.status = 'failed')
      FROM ${readJson(files, "details: 'STRUCT(status VARCHAR)'")} GROUP BY ALL
    )`;
}

function readJson(files: readonly string[], details: string): string {
  // read_json takes no bound list of files; the paths are our own.
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ');
  return `read_json([${list}], format = 'newline_delimited', filename = true, columns = {
    event_id: 'VARCHAR', timestamp: 'VARCHAR', turn_number: 'BIGINT', event_type: 'VARCHAR', agent_id: 'VARCHAR', ${details}
  })`;
}
