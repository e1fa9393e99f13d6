import { DuckDBInstance } from '@duckdb/node-api';

/** Queries an exported file with DuckDB, which is independent of the writer. */
export async function queryFile(
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    // DuckDB drops a U+FEFF at the start of texts, so the row is read as JSON.
    const reader = await connection.runAndReadAll(`SELECT to_json(r)::VARCHAR FROM (${sql}) AS r`);
    return reader.getRowsJson().map(([row]) => (typeof row === 'string' ? JSON.parse(row) : {}));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
