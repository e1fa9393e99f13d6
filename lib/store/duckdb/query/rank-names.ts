import type { DuckDBConnection } from '@duckdb/node-api';
import { nameRank } from '../../../filters/name-rank';
import { breathe, isBreathDue } from '../../../work/work';
import { listText, numberOf, queryRows, type BoundValues } from '../sql/connections';
import type { NameField } from '../../../filters/read-conditions';
import type { IndexNames } from '../index/index-names';

/** The values of a field, or of fields together, that most events have. */
export interface RankedNames {
  /**
   * The best answers to the name that is looked for first, then most events first, then by the names of the fields in
   * their order; a code a field.
   */
  readonly ranked: readonly { readonly codes: readonly number[]; readonly count: number }[];
  /** How many values there are in all. */
  readonly valueCount: number;
  /** Events of all values. */
  readonly eventCount: number;
}

/** How well the names of a field answer to what is looked for, by their codes; other names are left out. */
export type NameRanks = ReadonlyMap<number, number>;

/** The ranks of all names of a field; `undefined` when nothing is looked for. */
export async function ranksOfNames(
  names: IndexNames,
  field: NameField,
  text: string | undefined,
): Promise<NameRanks | undefined> {
  if (text === undefined) return undefined;
  const ranks = new Map<number, number>();
  for (let code = 0; code < names.count(field); code++) {
    if (isBreathDue()) await breathe();
    const rank = nameRank(names.nameOf(field, code), text);
    if (rank !== undefined) ranks.set(code, rank);
  }
  return ranks;
}

/**
 * Counts the events of each value among those that `where` leaves, and gives the first `limit`.
 * @param ranks of the names of the first field: values without a rank are not counted
 */
export async function rankNames(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  fields: readonly [NameField, ...NameField[]],
  options: { readonly limit: number; readonly ranks?: NameRanks | undefined },
): Promise<RankedNames> {
  const { limit, ranks } = options;
  const list = fields.join(', ');
  const rows = await queryRows(
    connection,
    `WITH counts AS MATERIALIZED (
       SELECT ${list}, count(*) AS n, ${ranks === undefined ? '0' : 'min(name_rank)'} AS name_rank
       FROM ${catalog}.events ${ranks === undefined ? '' : `JOIN ${ranksTable('name')} ON name_code = ${fields[0]}`}
       WHERE ${where} GROUP BY ${list}
     )
     SELECT ${list}, n, (SELECT count(*) FROM counts) AS value_count,
            (SELECT sum(n) FROM counts)::BIGINT AS event_count
     FROM counts ${fields.map((field) => joinNames(catalog, field)).join(' ')}
     ORDER BY name_rank, n DESC, ${fields.map((field) => `coalesce(${field}_names.name, '')`).join(', ')}
     LIMIT ${String(limit)}`,
    ranks && bindRanks('name', ranks),
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

/** Ranks as a table of a query, with the columns `name_code` and `name_rank`; {@link bindRanks} fills it. */
export function ranksTable(as: string): string {
  const column = (values: string, type: string): string =>
    `unnest($${as}_${values}::${type}[]) AS name_${values}`;
  return `(SELECT ${column('code', 'UINTEGER')}, ${column('rank', 'UTINYINT')}) AS ${as}`;
}

export function bindRanks(as: string, ranks: NameRanks): BoundValues {
  return {
    values: {
      [`${as}_code`]: listText(ranks.keys()),
      [`${as}_rank`]: listText(ranks.values()),
    },
  };
}

function joinNames(catalog: string, field: NameField): string {
  const names = `${field}_names`;
  return `LEFT JOIN ${catalog}.names AS ${names}
    ON ${names}.field = '${field}' AND ${names}.code = counts.${field}`;
}
