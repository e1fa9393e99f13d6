import {
  DuckDBDataChunk,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';

/** A table to append to, with its columns in order. */
export interface AppendTarget {
  readonly catalog: string;
  readonly table: string;
  readonly types: readonly DuckDBType[];
}

const CHUNK_ROWS = 2048;

/** Appends rows, given as columns, in the connection's transaction. */
export async function appendRows(
  connection: DuckDBConnection,
  { catalog, table, types }: AppendTarget,
  columns: readonly (readonly DuckDBValue[])[],
): Promise<void> {
  const rowCount = columns[0]?.length ?? 0;
  if (rowCount === 0) return;
  const appender = await connection.createAppender(table, 'main', catalog);
  try {
    for (let start = 0; start < rowCount; start += CHUNK_ROWS) {
      const chunk = DuckDBDataChunk.create(types);
      chunk.setColumns(columns.map((column) => column.slice(start, start + CHUNK_ROWS)));
      appender.appendDataChunk(chunk);
      // Lets other requests run.
      await new Promise(setImmediate);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}
