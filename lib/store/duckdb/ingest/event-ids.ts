import { idBits, ULID_ALPHABET, ulidOf } from '../../../scan/event-id-bits';
import { readEventLine } from '../../../events/read-event';
import { mapInSlices } from '../../../work/in-slices';
import { isLongLine } from '../../../events/read-long-line';
import { readDeclaration } from './read-declaration';
import { listText, textOf, type BoundValues, type Row } from '../sql/connections';

/** The bits of the id of a row of `events`. */
export function idBitsOf(row: Row): bigint {
  return (BigInt(textOf(row, 'id_high')) << 64n) | BigInt(textOf(row, 'id_low'));
}

/**
 * The id of a row of `events`, taken from its line: DuckDB drops a byte order mark at the start of texts. `undefined` when the
 * line does not hold the event.
 */
export function readId(row: Row, line: string): string | undefined {
  const bits = idBitsOf(row);
  if (row['id_text'] === null) {
    const ulid = ulidOf(bits);
    if (line.includes(`"${ulid}"`) && line.startsWith('{') && line.endsWith('}')) return ulid;
  }
  return isLongLine(line) ? undefined : ifSame(readEventLine(line).event, bits);
}

/** The same for a line that is too long to be parsed in one go. */
export async function readLongId(row: Row, line: string): Promise<string | undefined> {
  if (!isLongLine(line)) return undefined;
  return ifSame(await readDeclaration(line), idBitsOf(row));
}

function ifSame(
  event: { readonly event_id: string } | undefined,
  bits: bigint,
): string | undefined {
  return event !== undefined && idBits(event.event_id) === bits ? event.event_id : undefined;
}

const LOW_BITS = (1n << 64n) - 1n;

/** A column for ids in `events` and in the links. It is stored as two columns. */
type IdColumn = 'id' | 'cause';

/** Conditions for finding ids. */
export interface AskedIds {
  /**
   * SQL conditions on `<column>_high` and `<column>_low`. Each covers some of the ids, together they cover all. They may also
   * match ids that combine the halves of two ids; the reader of the line must check.
   */
  readonly conditions: readonly string[];
  /** The values that the conditions refer to by name, if any. */
  readonly bound: BoundValues | undefined;
}

/** Up to this many ids are written into a query. More are bound, which costs no planning. */
const MAX_WRITTEN_IDS = 64;

/**
 * ULIDs that are less than this apart are looked up in one range. When there are too many ranges, ids are looked up by lists.
 */
const STRETCH_GAP_MS = 10_000n;
const MAX_STRETCHES = 6;

/**
 * Builds conditions for events with these ids, or links from them. DuckDB skips most row groups when each condition is a range
 * and is a query of its own.
 */
export async function askForIds(column: IdColumn, eventIds: Iterable<string>): Promise<AskedIds> {
  return askForIdBits(column, await mapInSlices([...eventIds], idBits));
}

/** The same for ids given as bits. */
export function askForIdBits(column: IdColumn, ids: readonly bigint[]): AskedIds {
  const bits = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1));
  const high = [...new Set(bits.map((id) => id >> 64n))];
  const low = bits.map((id) => id & LOW_BITS);
  if (bits.length > MAX_WRITTEN_IDS) {
    return {
      conditions: [
        `${column}_high IN (SELECT unnest($high::UBIGINT[])) AND ${column}_low IN (SELECT unnest($low::UBIGINT[]))`,
      ],
      bound: { values: { high: listText(high), low: listText(low) } },
    };
  }
  const stretches = splitStretches(bits);
  if (stretches.length > MAX_STRETCHES) {
    const condition = `${isWritten(`${column}_high`, high)} AND ${isWritten(`${column}_low`, low)}`;
    return { conditions: [condition], bound: undefined };
  }
  const conditions = stretches.map((ids) => {
    const [first = 0n, last = first] = [ids[0], ids.at(-1)];
    return `${column}_high BETWEEN ${write(first >> 64n)} AND ${write(last >> 64n)} AND ${isWritten(
      `${column}_low`,
      ids.map((id) => id & LOW_BITS),
    )}`;
  });
  return { conditions, bound: undefined };
}

/** Groups sorted ids of about the same time. */
function splitStretches(bits: readonly bigint[]): readonly (readonly bigint[])[] {
  const stretches: bigint[][] = [];
  for (const id of bits) {
    const stretch = stretches.at(-1);
    const before = stretch?.at(-1);
    const isNear =
      before !== undefined &&
      (id >> ULID_RANDOM_BITS) - (before >> ULID_RANDOM_BITS) <= STRETCH_GAP_MS;
    if (isNear) stretch?.push(id);
    else stretches.push([id]);
  }
  return stretches;
}

/** The number of bits after the milliseconds at the start of a ULID. */
const ULID_RANDOM_BITS = 80n;

function isWritten(column: string, values: readonly bigint[]): string {
  return `${column} IN (${values.map(write).join(', ')})`;
}

function write(value: bigint): string {
  return `${String(value)}::UBIGINT`;
}

/** Joins one query for each condition. Without conditions the result has no rows. */
export function unionOf(select: string, conditions: readonly string[]): string {
  const some = conditions.length === 0 ? ['false'] : conditions;
  return some.map((condition) => `${select} WHERE ${condition}`).join(' UNION ALL ');
}

/** An SQL expression for the text of an event's id, for sorting: texts compare by code point. */
export const ID_TEXT_SQL = `coalesce(id_text, array_to_string(list_transform(range(26), lambda i:
  substr('${ULID_ALPHABET}', (
    ((id_high::UHUGEINT << 64::UHUGEINT) | id_low::UHUGEINT) >> (125 - 5 * i)::UHUGEINT
    & 31::UHUGEINT
  )::BIGINT + 1, 1)), ''))`;
