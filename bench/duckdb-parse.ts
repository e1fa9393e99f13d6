import { DuckDBInstance } from '@duckdb/node-api';

/**
 * The parse limit: DuckDB reads all lines of these files into seven declared columns, looks at each, and stores nothing.
 * How many lines it read.
 */
export async function parseWithDuckDb(paths: readonly string[]): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(parseSql(paths));
    return Number(reader.getRowsJson()[0]?.[0]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function parseSql(paths: readonly string[]): string {
  // read_json takes no bound list of files; the paths are our own.
  const files = paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ');
  return `
    SELECT count(*), max(event_id), max(timestamp), max(turn_number), max(event_type), max(agent_id),
           sum(len(caused_by)), max(length(description))
    FROM read_json([${files}], format = 'newline_delimited', columns = {
      event_id: 'VARCHAR', timestamp: 'VARCHAR', turn_number: 'BIGINT', event_type: 'VARCHAR',
      agent_id: 'VARCHAR', caused_by: 'VARCHAR[]', description: 'VARCHAR'
    })`;
}
