import type { DuckDBConnection } from '@duckdb/node-api';
import { numberOf, queryRows, textOf, type Row } from '../sql/connections';
import { mapInSlices } from '../../../work/in-slices';
import { askForIdBits, idBitsOf, unionOf } from '../ingest/event-ids';

/**
 * Counts the events that name each of these as a cause. `rows` are of `events`, with ids and places. Counts links in the index,
 * without reading a line.
 */
export async function countEffects(
  connection: DuckDBConnection,
  catalog: string,
  rows: readonly Row[],
): Promise<readonly number[]> {
  if (rows.length === 0) return [];
  const ids = await mapInSlices(rows, idBitsOf);
  const counts = new Map<bigint, number>();
  const add = (id: bigint, count: number): void => {
    counts.set(id, (counts.get(id) ?? 0) + count);
  };
  const lines = (await hasDuplicates(connection, catalog))
    ? await linesOf(connection, catalog, new Set(ids))
    : await mapInSlices(rows, lineOf);
  const near = await queryRows(connection, await nearEffects(catalog, lines));
  for (const row of near) {
    const line = lines[numberOf(row, 'line') ?? -1];
    if (line !== undefined) add(line.id, numberOf(row, 'n') ?? 0);
  }
  const asked = askForIdBits('cause', ids);
  const far = await queryRows(
    connection,
    `SELECT id_high, id_low, count(*) AS n
     FROM (${unionOf(`SELECT cause_high AS id_high, cause_low AS id_low FROM ${catalog}.far_links`, asked.conditions)})
     GROUP BY ALL`,
    asked.bound,
  );
  for (const row of far) add(idBitsOf(row), numberOf(row, 'n') ?? 0);
  return ids.map((id) => counts.get(id) ?? 0);
}

/** A line of an event. Several lines may have the same id. */
interface CauseLine {
  readonly id: bigint;
  readonly part: number;
  readonly byteOffset: string;
}

function lineOf(row: Row): CauseLine {
  return {
    id: idBitsOf(row),
    part: numberOf(row, 'part') ?? -1,
    // 64-bit numbers arrive as text and are written into SQL as text.
    byteOffset: textOf(row, 'byte_offset'),
  };
}

async function hasDuplicates(connection: DuckDBConnection, catalog: string): Promise<boolean> {
  const [row] = await queryRows(
    connection,
    `SELECT sum(duplicate_count)::BIGINT AS n FROM ${catalog}.parts`,
  );
  return (numberOf(row, 'n') ?? 0) > 0;
}

/** All lines with these ids: a link may refer to any of them. */
async function linesOf(
  connection: DuckDBConnection,
  catalog: string,
  ids: ReadonlySet<bigint>,
): Promise<readonly CauseLine[]> {
  const asked = askForIdBits('id', [...ids]);
  const rows = await queryRows(
    connection,
    unionOf(`SELECT id_high, id_low, part, byte_offset FROM ${catalog}.events`, asked.conditions),
    asked.bound,
  );
  return (await mapInSlices(rows, lineOf)).filter(({ id }) => ids.has(id));
}

// Written into the query, so that DuckDB knows how few they are and does not read all links.
async function nearEffects(catalog: string, lines: readonly CauseLine[]): Promise<string> {
  const values = await mapInSlices(
    lines,
    ({ part, byteOffset }, i) => `(${String(i)}, ${String(part)}, ${byteOffset})`,
  );
  return `SELECT line, count(*) AS n FROM ${catalog}.near_links
    JOIN (VALUES ${values.join(', ')}) AS causes(line, part, byte_offset)
      ON effect_part = part AND cause_offset = byte_offset
    GROUP BY line`;
}
