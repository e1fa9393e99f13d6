import type { DuckDBConnection } from '@duckdb/node-api';
import { compareCodePoints } from '../../events/event-order';
import { queryNumbers } from './connections';
import { NAMED_FIELDS, type IndexNames, type NamedField } from './index-names';
import type { NameTerms } from './event-query';
import type { RankedNames } from './rank-names';

/**
 * How many events there are of each type, agent and kind together, cell by cell. Whatever criteria ask of these three
 * can be counted from it without looking at events.
 */
export interface NameCube {
  /** The code of each cell. */
  readonly codes: Readonly<Record<NamedField, readonly number[]>>;
  readonly counts: readonly number[];
}

/** More cells than this are not counted at once: there would be too many to read and to keep. */
const MAX_CELLS = 2 ** 17;

/**
 * DuckDB counts in a plain array instead of a hash table when so many bits tell the groups apart: twice as fast. Those of
 * a cube, each of its three fields rounded up.
 */
export const GROUP_BITS = 20;

/** Whether a cube of these names is small however they combine. */
export function isCubeSmall(names: IndexNames): boolean {
  return NAMED_FIELDS.reduce((cells, field) => cells * names.count(field), 1) <= MAX_CELLS;
}

export async function countCube(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
): Promise<NameCube> {
  const [type = [], agent = [], kind = [], counts = []] = await queryNumbers(
    connection,
    `SELECT type, agent, kind, count(*)::DOUBLE AS n FROM ${catalog}.events
     WHERE ${where} GROUP BY type, agent, kind`,
  );
  return { codes: { type, agent, kind }, counts };
}

/** What `rankNames` gives, from the cells that meet the terms. */
export function rankCells(
  { codes, counts }: NameCube,
  terms: Partial<Record<NamedField, NameTerms>>,
  fields: readonly NamedField[],
  names: IndexNames,
  limit: number,
): RankedNames {
  const values = new Map<number, { readonly codes: readonly number[]; count: number }>();
  let eventCount = 0;
  for (const [cell, count] of counts.entries()) {
    const codeOf = (field: NamedField): number => codes[field][cell] ?? 0;
    if (!NAMED_FIELDS.every((field) => isMet(terms[field], codeOf(field)))) continue;
    eventCount += count;
    const key = fields.reduce((sum, field) => sum * names.count(field) + codeOf(field), 0);
    const value = values.get(key);
    if (value === undefined) values.set(key, { codes: fields.map(codeOf), count });
    else value.count += count;
  }
  const ranked = [...values.values()].sort((a, b) => {
    if (a.count !== b.count) return b.count - a.count;
    for (const [i, field] of fields.entries()) {
      const [nameA, nameB] = [a, b].map((value) => names.nameOf(field, value.codes[i] ?? 0));
      const order = compareCodePoints(nameA ?? '', nameB ?? '');
      if (order !== 0) return order;
    }
    return 0;
  });
  return { ranked: ranked.slice(0, limit), valueCount: ranked.length, eventCount };
}

function isMet(terms: NameTerms | undefined, code: number): boolean {
  if (terms === undefined) return true;
  return (terms.included?.has(code) ?? true) && !terms.excluded.has(code);
}
