import type { DuckDBConnection } from '@duckdb/node-api';
import { idBits } from '../../../scan/event-id-bits';
import { askForIds, idBitsOf, unionOf } from '../ingest/event-ids';
import { numberOf, queryRows } from '../sql/connections';

/** The place in event order, and the turn, of the first event with this id; `undefined` when there is none. */
export async function findSeq(
  connection: DuckDBConnection,
  catalog: string,
  eventId: string,
): Promise<{ readonly seq: number; readonly turn: number } | undefined> {
  const asked = await askForIds('id', [eventId]);
  const select = `SELECT seq, turn, id_high, id_low, id_text FROM ${catalog}.events`;
  const rows = await queryRows(
    connection,
    `${unionOf(select, asked.conditions)} ORDER BY seq`,
    asked.bound,
  );
  const first = rows.find((row) => idBitsOf(row) === idBits(eventId));
  const seq = numberOf(first, 'seq');
  return seq === null ? undefined : { seq, turn: numberOf(first, 'turn') ?? 0 };
}
