import { DuckDBInstance } from '@duckdb/node-api';

/** Reads an exported file with DuckDB, which has written none of it. */
export async function queryFile(
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    // Text that begins with U+FEFF would lose it on its own.
    const reader = await connection.runAndReadAll(`SELECT to_json(r)::VARCHAR FROM (${sql}) AS r`);
    return reader.getRowsJson().map(([row]) => (typeof row === 'string' ? JSON.parse(row) : {}));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
