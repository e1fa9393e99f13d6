import type { DuckDBConnection } from '@duckdb/node-api';
import { numberOf, queryRows } from './connections';
import type { NamedField } from './index-names';

/** The values of a field, or of fields together, that most events have. */
export interface RankedNames {
  /** Most events first, then by the names of the fields in their order; a code a field. */
  readonly ranked: readonly { readonly codes: readonly number[]; readonly count: number }[];
  /** How many values there are in all. */
  readonly valueCount: number;
  /** Events of all values. */
  readonly eventCount: number;
}

/** Counts the events of each value among those that `where` leaves, and gives the first `limit`. */
export async function rankNames(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  fields: readonly NamedField[],
  limit: number,
): Promise<RankedNames> {
  const list = fields.join(', ');
  const rows = await queryRows(
    connection,
    `WITH counts AS MATERIALIZED (
       SELECT ${list}, count(*) AS n FROM ${catalog}.events WHERE ${where} GROUP BY ${list}
     )
     SELECT ${list}, n, (SELECT count(*) FROM counts) AS value_count,
            (SELECT sum(n) FROM counts)::BIGINT AS event_count
     FROM counts ${fields.map((field) => joinNames(catalog, field)).join(' ')}
     ORDER BY n DESC, ${fields.map((field) => `coalesce(${field}_names.name, '')`).join(', ')}
     LIMIT ${String(limit)}`,
  );
  const [first] = rows;
  return {
    ranked: rows.map((row) => ({
      codes: fields.map((field) => numberOf(row, field) ?? 0),
      count: numberOf(row, 'n') ?? 0,
    })),
    valueCount: numberOf(first, 'value_count') ?? 0,
    eventCount: numberOf(first, 'event_count') ?? 0,
  };
}

function joinNames(catalog: string, field: NamedField): string {
  const names = `${field}_names`;
  return `LEFT JOIN ${catalog}.names AS ${names}
    ON ${names}.field = '${field}' AND ${names}.code = counts.${field}`;
}
