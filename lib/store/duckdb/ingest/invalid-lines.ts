import {
  BIGINT,
  UINTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api';
import type { InvalidRow } from '../../../scan/scan-segment';
import { appendRows } from './append-rows';

const COLUMN_TYPES: readonly DuckDBType[] = [UINTEGER, BIGINT, BIGINT, VARCHAR];

/** Stores lines that are not events, each with the number of its file. Runs in the connection's transaction. */
export async function appendInvalidLines(
  connection: DuckDBConnection,
  catalog: string,
  lines: readonly (InvalidRow & { readonly part: number })[],
): Promise<void> {
  await appendRows(connection, { catalog, table: 'invalid_lines', types: COLUMN_TYPES }, [
    lines.map(({ part }) => part),
    lines.map((line) => BigInt(line.byteOffset)),
    lines.map((line) => BigInt(line.byteLength)),
    lines.map((line) => line.reason),
  ]);
}
