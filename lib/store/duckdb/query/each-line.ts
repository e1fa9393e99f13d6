import type { DuckDBConnection } from '@duckdb/node-api';
import { readEventLine, type StoredEvent } from '../../../events/read-event';
import { breathe, isBreathDue } from '../../../work/work';
import { withinBytes } from '../../within-bytes';
import { readEvents, SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import { numberOf, queryRows } from '../sql/connections';

const BATCH = 4096;
const BATCH_BYTES = 8 * 1024 * 1024;

/** Reads the lines of the events that meet an SQL condition, in event order, in batches. */
export async function eachLine(
  index: SimulationIndex,
  connection: DuckDBConnection,
  where: string,
  visit: (event: StoredEvent) => void,
): Promise<number> {
  const places = await queryRows(
    connection,
    `${SELECT_PLACES} FROM ${index.catalog}.events WHERE ${where} ORDER BY seq`,
  );
  for (let first = 0; first < places.length;) {
    const batch = withinBytes(
      places.slice(first, first + BATCH),
      (place) => numberOf(place, 'byte_length') ?? 0,
      BATCH_BYTES,
    );
    for (const { text } of await readEvents(index, batch)) {
      if (isBreathDue()) await breathe();
      const { event } = readEventLine(text);
      if (event !== undefined) visit(event);
    }
    first += batch.length;
  }
  return places.length;
}
