import type { DuckDBConnection } from '@duckdb/node-api';
import type { EventLine } from '../../../events/event-line';
import { idBits } from '../../../scan/event-id-bits';
import { readEvents, SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import { askForIds, idBitsOf, unionOf } from '../ingest/event-ids';
import { queryRows } from '../sql/connections';

/** The events with these ids, in event order. Of events with the same id, the first counts. */
export async function getEvents(
  index: SimulationIndex,
  connection: DuckDBConnection,
  eventIds: readonly string[],
): Promise<readonly EventLine[]> {
  if (eventIds.length === 0) return [];
  const { conditions, bound } = await askForIds('id', new Set(eventIds));
  const select = unionOf(`${SELECT_PLACES}, seq FROM ${index.catalog}.events`, conditions);
  const rows = await queryRows(connection, `${select} ORDER BY seq`, bound);
  // The query also finds ids that mix the halves of two ids.
  const wantedBits = new Set(eventIds.map(idBits));
  const firstRows = rows.filter((row) => wantedBits.delete(idBitsOf(row)));
  return readEvents(index, firstRows);
}
