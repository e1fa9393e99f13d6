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
 * The id of a row of `events` as its line has it: text that comes from DuckDB has lost a byte order mark at its start.
 * `undefined` when the line does not hold the event.
 */
export function readId(row: Row, line: string): string | undefined {
  const bits = idBitsOf(row);
  if (row['id_text'] === null) {
    const ulid = ulidOf(bits);
    if (line.includes(`"${ulid}"`) && line.startsWith('{') && line.endsWith('}')) return ulid;
  }
  return isLongLine(line) ? undefined : ifSame(readEventLine(line).event, bits);
}

/** The same of a line that is too long to be parsed in one go. */
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

/** Of `events` and of the links: each is two columns. */
type IdColumn = 'id' | 'cause';

/** Which ids a query asks for. */
export interface AskedIds {
  /**
   * Each holds where `<column>_high` and `<column>_low` are one of some of the ids; together they are all. They may hold
   * for an id of mixed halves, too, which is for the reader of the line to notice.
   */
  readonly conditions: readonly string[];
  /** What the conditions refer to by name, if they do. */
  readonly bound: BoundValues | undefined;
}

/** As many are written into a query; more are bound, which costs nothing to plan. */
const MAX_WRITTEN_IDS = 64;

/** Ids of less than a second are looked for in one stretch; when there are too many stretches, by lists. */
const STRETCH_GAP_MS = 10_000n;
const MAX_STRETCHES = 6;

/**
 * Asks for events of these ids, or links from them, so that DuckDB looks only where their numbers may be: ranges tell it
 * that best, as long as each is a query of its own.
 */
export async function askForIds(column: IdColumn, eventIds: Iterable<string>): Promise<AskedIds> {
  return askForIdBits(column, await mapInSlices([...eventIds], idBits));
}

/** The same of ids that are bits already. */
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

/** Ids in their order, those of about the same time together. */
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

/** Below the milliseconds a ULID begins with. */
const ULID_RANDOM_BITS = 80n;

function isWritten(column: string, values: readonly bigint[]): string {
  return `${column} IN (${values.map(write).join(', ')})`;
}

function write(value: bigint): string {
  return `${String(value)}::UBIGINT`;
}

/** One query for each condition, their rows together; no rows without any. */
export function unionOf(select: string, conditions: readonly string[]): string {
  const some = conditions.length === 0 ? ['false'] : conditions;
  return some.map((condition) => `${select} WHERE ${condition}`).join(' UNION ALL ');
}

/** The text of an event's id as an expression of SQL, to order by: as text, ids compare by code point. */
export const ID_TEXT_SQL = `coalesce(id_text, array_to_string(list_transform(range(26), lambda i:
  substr('${ULID_ALPHABET}', (
    ((id_high::UHUGEINT << 64::UHUGEINT) | id_low::UHUGEINT) >> (125 - 5 * i)::UHUGEINT
    & 31::UHUGEINT
  )::BIGINT + 1, 1)), ''))`;
