import { idBits, ULID_ALPHABET, ulidOf } from '../../scan/event-id-bits';
import { textOf, type Row } from './connections';

/** The text of the id of a row of `events`. */
export function idText(row: Row): string {
  const text = row['id_text'];
  if (typeof text === 'string') return text;
  return ulidOf((BigInt(textOf(row, 'id_high')) << 64n) | BigInt(textOf(row, 'id_low')));
}

const LOW_BITS = (1n << 64n) - 1n;

/**
 * The condition that holds where `<column>_high` and `<column>_low` are one of these ids: numbers, so that DuckDB looks
 * only where they may be. It may hold for an id of mixed halves, too, which is for the reader of the line to notice.
 */
export function isOneOf(column: string, eventIds: ReadonlySet<string>): string {
  const bits = [...eventIds].map(idBits);
  const list = (numbers: readonly bigint[]): string =>
    [...new Set(numbers)].map((number) => `${String(number)}::UBIGINT`).join(', ');
  const high = list(bits.map((id) => id >> 64n));
  const low = list(bits.map((id) => id & LOW_BITS));
  return bits.length === 0 ? 'false' : `${column}_high IN (${high}) AND ${column}_low IN (${low})`;
}

/** The text of an event's id as an expression of SQL, to order by: as text, ids compare by code point. */
export const ID_TEXT_SQL = `coalesce(id_text, array_to_string(list_transform(range(26), lambda i:
  substr('${ULID_ALPHABET}', (
    ((id_high::UHUGEINT << 64::UHUGEINT) | id_low::UHUGEINT) >> (125 - 5 * i)::UHUGEINT
    & 31::UHUGEINT
  )::BIGINT + 1, 1)), ''))`;
