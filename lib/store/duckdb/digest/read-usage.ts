import type { DuckDBConnection } from '@duckdb/node-api';
import { addUsage, modelUsage, NO_USAGE } from '../../../ensemble/model-usage';
import type { RunUsage } from '../../../ensemble/run-digest';
import type { SimulationIndex } from '../index/simulation-index';
import { eachLine } from '../query/each-line';
import { numberOf, queryRows } from '../sql/connections';

/** More SYSTEM events, or more bytes of them, are not read. */
const MAX_LINES = 50_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** Sums up the usage that SYSTEM events state; `null` when there are too many to read. */
export async function readUsage(
  index: SimulationIndex,
  connection: DuckDBConnection,
): Promise<RunUsage | null> {
  const code = index.names().codeOf('type', 'SYSTEM');
  if (code === undefined) return NO_USAGE;
  const isSystem = `type = ${String(code)}`;
  const [size] = await queryRows(
    connection,
    `SELECT count(*) AS n, sum(byte_length)::BIGINT AS bytes FROM ${index.catalog}.events WHERE ${isSystem}`,
  );
  if ((numberOf(size, 'n') ?? 0) > MAX_LINES || (numberOf(size, 'bytes') ?? 0) > MAX_BYTES) {
    return null;
  }
  let usage = NO_USAGE;
  await eachLine(index, connection, isSystem, ({ details }) => {
    usage = addUsage(usage, modelUsage(details));
  });
  return usage;
}
