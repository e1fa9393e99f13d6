import { LIST, listValue, UBIGINT } from '@duckdb/node-api';
import { idBits, ULID_ALPHABET, ulidOf } from '../../scan/event-id-bits';
import { readEventLine } from '../../events/read-event';
import { textOf, type BoundValues, type Row } from './connections';

/** The bits of the id of a row of `events`. */
export function idBitsOf(row: Row): bigint {
  return (BigInt(textOf(row, 'id_high')) << 64n) | BigInt(textOf(row, 'id_low'));
}

/**
 * The id of a row of `events` as its line has it: text that comes from DuckDB has lost a byte order mark at its start.
 * `undefined` when the line does not hold the event.
 */
export function readId(row: Row, line: string): string | undefined {
  const bits = idBitsOf(row);
  if (row['id_text'] === null) {
    const ulid = ulidOf(bits);
    if (line.includes(`"${ulid}"`) && line.startsWith('{') && line.endsWith('}')) return ulid;
  }
  const id = readEventLine(line).event?.event_id;
  return id !== undefined && idBits(id) === bits ? id : undefined;
}

const LOW_BITS = (1n << 64n) - 1n;

/**
 * The condition that holds where `<column>_high` and `<column>_low` are one of the ids that {@link bindIds} binds. It may
 * hold for an id of mixed halves, too, which is for the reader of the line to notice.
 */
export function isOneOf(column: string): string {
  // A list that is bound costs nothing to plan, and DuckDB looks only where its numbers may be.
  return `${column}_high IN (SELECT unnest($high)) AND ${column}_low IN (SELECT unnest($low))`;
}

/** The values that conditions by {@link isOneOf} are of. */
export function bindIds(eventIds: ReadonlySet<string>): BoundValues {
  return bindIdBits([...eventIds].map(idBits));
}

/** The same of ids that are bits already. */
export function bindIdBits(bits: readonly bigint[]): BoundValues {
  const high = listValue([...new Set(bits.map((id) => id >> 64n))]);
  const low = listValue(bits.map((id) => id & LOW_BITS));
  return { values: { high, low }, types: { high: LIST(UBIGINT), low: LIST(UBIGINT) } };
}

/** The text of an event's id as an expression of SQL, to order by: as text, ids compare by code point. */
export const ID_TEXT_SQL = `coalesce(id_text, array_to_string(list_transform(range(26), lambda i:
  substr('${ULID_ALPHABET}', (
    ((id_high::UHUGEINT << 64::UHUGEINT) | id_low::UHUGEINT) >> (125 - 5 * i)::UHUGEINT
    & 31::UHUGEINT
  )::BIGINT + 1, 1)), ''))`;
