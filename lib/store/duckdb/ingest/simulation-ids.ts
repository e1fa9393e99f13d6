import { BIGINT, VARCHAR, type DuckDBConnection, type DuckDBType } from '@duckdb/node-api';
import type { SegmentScan } from '../../../scan/scan-segment';
import type { OtherSimulationIds } from '../../event-store';
import { appendRows } from './append-rows';
import { numberOf, queryRows, textOf } from '../sql/connections';

const COLUMN_TYPES: readonly DuckDBType[] = [VARCHAR, BIGINT];

const MAX_IDS = 100;
/** Longer ids are cut, in characters. */
const MAX_ID_LENGTH = 256;

/** Adds the number of events per `simulation_id` in these scans, in the connection's transaction. */
export async function appendSimulationIds(
  connection: DuckDBConnection,
  catalog: string,
  scans: readonly Pick<SegmentScan, 'columns'>[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { columns } of scans) {
    for (const [id, count] of columns.simulationIds) counts.set(id, (counts.get(id) ?? 0) + count);
  }
  await appendRows(connection, { catalog, table: 'simulation_ids', types: COLUMN_TYPES }, [
    [...counts.keys()],
    Array.from(counts.values(), BigInt),
  ]);
}

/** The events that belong to other runs than most events do; see `SimulationStatistics`. */
export async function findOtherSimulationIds(
  connection: DuckDBConnection,
  catalog: string,
  folderName: string,
): Promise<OtherSimulationIds> {
  const [own, ...others] = await queryRows(
    connection,
    `WITH counted AS (
       SELECT simulation_id, sum(event_count)::BIGINT AS n FROM ${catalog}.simulation_ids GROUP BY simulation_id
     )
     SELECT left(simulation_id, ${String(MAX_ID_LENGTH)}) AS id, n,
       count(*) OVER () AS ids, (sum(n) OVER ())::BIGINT AS events
     FROM counted ORDER BY simulation_id = $folder DESC, n DESC, simulation_id LIMIT ${String(MAX_IDS + 1)}`,
    { values: { folder: folderName } },
  );
  return {
    id_count: Math.max(0, (numberOf(own, 'ids') ?? 0) - 1),
    event_count: (numberOf(own, 'events') ?? 0) - (numberOf(own, 'n') ?? 0),
    ids: others.map((row) => ({
      simulation_id: textOf(row, 'id'),
      event_count: numberOf(row, 'n') ?? 0,
    })),
  };
}
