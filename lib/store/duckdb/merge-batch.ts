import { BIGINT, type DuckDBConnection } from '@duckdb/node-api';
import { appendRows } from './append-rows';
import { numberOf, queryRows } from './connections';
import {
  EVENT_COLUMN_TYPES,
  LINK_COLUMN_TYPES,
  type EventBatch,
  type EventPlace,
} from './event-batch';

const TAIL = 'moved_tail';
const EVENT_ORDER = 'time, event_id, part, byte_offset';

/**
 * Adds a batch to the index, keeping `seq` dense and in event order. Events after all others are appended; when some
 * belong before, the events from there on are taken out and put back in order with them. Runs in the connection's
 * transaction.
 */
export async function mergeBatch(
  connection: DuckDBConnection,
  catalog: string,
  batch: EventBatch,
): Promise<void> {
  if (batch.size === 0) return;
  const { columns, first } = batch.events();
  const [known] = await queryRows(connection, `SELECT count(*) AS n FROM ${catalog}.events`);
  const count = numberOf(known, 'n') ?? 0;
  const place = await findSeq(connection, catalog, first, count);
  const types = [BIGINT, ...EVENT_COLUMN_TYPES];
  const seqs = Array.from({ length: batch.size }, (_, index) => BigInt(place + index));
  if (place === count) {
    await appendRows(connection, { catalog, table: 'events', types }, [seqs, ...columns]);
  } else {
    await takeOutTail(connection, catalog, place);
    await appendRows(connection, { catalog: 'temp', table: TAIL, types }, [seqs, ...columns]);
    await putBackTail(connection, catalog, place);
  }
  await appendRows(
    connection,
    { catalog, table: 'links', types: LINK_COLUMN_TYPES },
    batch.links(),
  );
}

/** The `seq` that an event gets: how many come before it. */
async function findSeq(
  connection: DuckDBConnection,
  catalog: string,
  { time, event_id, part, byteOffset }: EventPlace,
  count: number,
): Promise<number> {
  const [after] = await queryRows(
    connection,
    `SELECT min(seq) AS seq FROM ${catalog}.events
     WHERE time >= $time
       AND (time, event_id, part, byte_offset) > ($time, $event_id, $part, $byte_offset)`,
    { time, event_id, part, byte_offset: BigInt(byteOffset) },
  );
  return numberOf(after, 'seq') ?? count;
}

async function takeOutTail(
  connection: DuckDBConnection,
  catalog: string,
  fromSeq: number,
): Promise<void> {
  const tail = `FROM ${catalog}.events WHERE seq >= ${String(fromSeq)}`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${TAIL} AS SELECT * ${tail}`);
  await connection.run(`DELETE ${tail}`);
}

async function putBackTail(
  connection: DuckDBConnection,
  catalog: string,
  fromSeq: number,
): Promise<void> {
  await connection.run(
    `INSERT INTO ${catalog}.events
     SELECT ${String(fromSeq - 1)} + row_number() OVER (ORDER BY ${EVENT_ORDER}), * EXCLUDE (seq)
     FROM ${TAIL} ORDER BY ${EVENT_ORDER}`,
  );
  await connection.run(`DROP TABLE ${TAIL}`);
}
