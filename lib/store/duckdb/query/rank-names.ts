import type { DuckDBConnection } from '@duckdb/node-api';
import { nameRank } from '../../../filters/name-rank';
import { breathe, isBreathDue } from '../../../work/work';
import { listText, numberOf, queryRows, type BoundValues } from '../sql/connections';
import { OUTCOMES } from '../../../events/event-outcome';
import type { CodedField, IndexNames } from '../index/index-names';

/** One code per field, and the number of events with them. */
export interface RankedName {
  readonly codes: readonly number[];
  readonly count: number;
  /** The number of these events that failed; 0 unless failures are counted. */
  readonly failedCount: number;
}

/** Whether failed events of each value are counted; `first`: values with the most failed events are first. Default not. */
export type FailureCount = 'counted' | 'first' | undefined;

export interface RankOptions {
  readonly limit: number;
  /** Ranks of the names of the first field: values without a rank are not counted. */
  readonly ranks?: NameRanks | undefined;
  readonly failures?: FailureCount;
}

export const FAILED_CODE = OUTCOMES.indexOf('failed');

/** The most frequent values of a field, or of several fields together. */
export interface RankedNames {
  /**
   * The best matches for the searched name first, then the most frequent, then by the names of the fields in their order.
   */
  readonly ranked: readonly RankedName[];
  /** The number of all values. */
  readonly valueCount: number;
  /** The number of events of all values. */
  readonly eventCount: number;
}

/** How well the names of a field match the searched name, by code. Names that do not match are absent. */
export type NameRanks = ReadonlyMap<number, number>;

/** The ranks of the names of a field; `undefined` when no name is searched for. */
export async function ranksOfNames(
  names: IndexNames,
  field: CodedField,
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

/** Counts the events that meet `where` by value, and returns the first `limit` values. */
export async function rankNames(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  fields: readonly [CodedField, ...CodedField[]],
  { limit, ranks, failures }: RankOptions,
): Promise<RankedNames> {
  const list = fields.join(', ');
  const rows = await queryRows(
    connection,
    `WITH counts AS MATERIALIZED (
       SELECT ${list}, count(*) AS n,
              ${failures === undefined ? '0' : `count(*) FILTER (outcome = ${String(FAILED_CODE)})`} AS failed,
              ${ranks === undefined ? '0' : 'min(name_rank)'} AS name_rank
       FROM ${catalog}.events ${ranks === undefined ? '' : `JOIN ${ranksTable('name')} ON name_code = ${fields[0]}`}
       WHERE ${where} GROUP BY ${list}
     )
     SELECT ${list}, n, failed, (SELECT count(*) FROM counts) AS value_count,
            (SELECT sum(n) FROM counts)::BIGINT AS event_count
     FROM counts ${fields.map((field) => joinNames(catalog, field)).join(' ')}
     ORDER BY name_rank, ${failures === 'first' ? 'failed DESC, ' : ''}n DESC, ${fields.map((field) => naturalOrder(`${field}_names`)).join(', ')}
     LIMIT ${String(limit)}`,
    ranks && bindRanks('name', ranks),
  );
  const [first] = rows;
  return {
    ranked: rows.map((row) => ({
      codes: fields.map((field) => numberOf(row, field) ?? 0),
      count: numberOf(row, 'n') ?? 0,
      failedCount: numberOf(row, 'failed') ?? 0,
    })),
    valueCount: numberOf(first, 'value_count') ?? 0,
    eventCount: numberOf(first, 'event_count') ?? 0,
  };
}

/** Ranks as a table in SQL, with the columns `name_code` and `name_rank`. {@link bindRanks} fills it. */
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

const OUTCOME_ROWS = OUTCOMES.map(
  (outcome, code) => `(${String(code)}, '${outcome}', '${outcome}')`,
).join(', ');

/** SQL that orders rows by their names in natural order; rows without a name come first. */
export function naturalOrder(names: string): string {
  return `coalesce(${names}.natural_key, ''), coalesce(${names}.name, '')`;
}

function joinNames(catalog: string, field: CodedField): string {
  const names = `${field}_names`;
  if (field === 'outcome') {
    return `LEFT JOIN (VALUES ${OUTCOME_ROWS}) AS ${names}(code, name, natural_key) ON ${names}.code = counts.${field}`;
  }
  return `LEFT JOIN ${catalog}.names AS ${names}
    ON ${names}.field = '${field}' AND ${names}.code = counts.${field}`;
}
