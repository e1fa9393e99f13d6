import {
  BIGINT,
  UINTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api';
import type { InvalidRow } from '../../scan/scan-segment';
import { appendRows } from './append-rows';

const COLUMN_TYPES: readonly DuckDBType[] = [UINTEGER, BIGINT, BIGINT, VARCHAR];

/** Records lines of file number `part`. Runs in the connection's transaction. */
export async function appendInvalidLines(
  connection: DuckDBConnection,
  catalog: string,
  part: number,
  lines: readonly InvalidRow[],
): Promise<void> {
  await appendRows(connection, { catalog, table: 'invalid_lines', types: COLUMN_TYPES }, [
    lines.map(() => part),
    lines.map((line) => BigInt(line.byteOffset)),
    lines.map((line) => BigInt(line.byteLength)),
    lines.map((line) => line.reason),
  ]);
}
