import type { DuckDBConnection } from '@duckdb/node-api';
import { addUsage, modelUsage, NO_USAGE } from '../../../ensemble/model-usage';
import type { RunUsage } from '../../../ensemble/run-digest';
import { readEventLine } from '../../../events/read-event';
import { breathe, isBreathDue } from '../../../work/work';
import { withinBytes } from '../../within-bytes';
import { readEvents, SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import { numberOf, queryRows } from '../sql/connections';

/** More SYSTEM events, or more bytes of them, are not read. */
const MAX_LINES = 50_000;
const MAX_BYTES = 64 * 1024 * 1024;

const BATCH = 4096;
const BATCH_BYTES = 8 * 1024 * 1024;

/** Sums up the usage that SYSTEM events state; `null` when there are too many to read. */
export async function readUsage(
  index: SimulationIndex,
  connection: DuckDBConnection,
): Promise<RunUsage | null> {
  const code = index.names().codeOf('type', 'SYSTEM');
  if (code === undefined) return NO_USAGE;
  const events = `FROM ${index.catalog}.events WHERE type = ${String(code)}`;
  const [size] = await queryRows(
    connection,
    `SELECT count(*) AS n, sum(byte_length)::BIGINT AS bytes ${events}`,
  );
  if ((numberOf(size, 'n') ?? 0) > MAX_LINES || (numberOf(size, 'bytes') ?? 0) > MAX_BYTES) {
    return null;
  }
  const places = await queryRows(connection, `${SELECT_PLACES} ${events} ORDER BY seq`);
  let usage = NO_USAGE;
  for (let first = 0; first < places.length;) {
    const batch = withinBytes(
      places.slice(first, first + BATCH),
      (place) => numberOf(place, 'byte_length') ?? 0,
      BATCH_BYTES,
    );
    for (const { text } of await readEvents(index, batch)) {
      if (isBreathDue()) await breathe();
      usage = addUsage(usage, modelUsage(readEventLine(text).event?.details ?? null));
    }
    first += batch.length;
  }
  return usage;
}
