import type { DuckDBConnection } from '@duckdb/node-api';
import { toEpochMicros } from '../../events/epoch-micros';
import type { EventCriteria } from '../../filters/event-filter';
import type { Facet, FacetCounts } from '../facet-counts';
import { inTransaction, numberOf, queryRows, textOf } from './connections';
import { nameTerms, whereCriteria, withoutNames } from './event-query';
import { NAMED_FIELDS, type NamedField } from './index-names';
import { countCube, isCubeSmall, rankCells, type NameCube } from './name-cube';
import { rankNames, type RankedNames } from './rank-names';
import { createRevisionCache } from './revision-cache';
import type { SimulationIndex } from './simulation-index';

/** Counts what there is to choose from among the events that criteria leave. */
export interface FacetCounter {
  /** @param hasText the condition that holds for events with the text `q`, when the criteria ask for one */
  count(
    index: SimulationIndex,
    connection: DuckDBConnection,
    criteria: EventCriteria,
    limit: number,
    hasText?: string,
  ): Promise<FacetCounts>;
}

/** How many cubes are kept: one a range and text, whatever is chosen of types, agents and kinds. */
const MAX_CUBES = 8;

export function createFacetCounter(): FacetCounter {
  const cubes = createRevisionCache<NameCube>(MAX_CUBES);
  return {
    count: (index, connection, criteria, limit, hasText) =>
      inTransaction(connection, async () => {
        const { catalog } = index;
        const names = index.names();
        const where = (rest: EventCriteria): string => whereCriteria(rest, names, hasText);

        const range = where(withoutNames(criteria, ...NAMED_FIELDS));
        const cube = isCubeSmall(names)
          ? await cubes.get(connection, catalog, range, () => countCube(connection, catalog, range))
          : undefined;

        /** Of `fields` together, as if nothing was said of the first of them. */
        async function rank(...fields: [NamedField, ...NamedField[]]): Promise<RankedNames> {
          const rest = withoutNames(criteria, fields[0]);
          if (cube === undefined) return rankNames(connection, catalog, where(rest), fields, limit);
          const terms = {
            type: nameTerms('type', rest, names),
            agent: nameTerms('agent', rest, names),
            kind: nameTerms('kind', rest, names),
          };
          return rankCells(cube, terms, fields, names, limit);
        }

        const nameOf = (field: NamedField, code = 0): string => names.nameOf(field, code);
        return {
          ...(await countMatches(connection, catalog, where(criteria))),
          event_types: toFacet(await rank('type'), ([type]) => ({
            event_type: nameOf('type', type),
          })),
          agents: toFacet(await rank('agent'), ([agent]) => ({
            agent_id: nameOf('agent', agent) || null,
          })),
          kinds: toFacet(await rank('kind', 'type'), ([kind, type]) => ({
            kind: nameOf('kind', kind) || null,
            event_type: nameOf('type', type),
          })),
        };
      }),
  };
}

async function countMatches(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
): Promise<Pick<FacetCounts, 'total' | 'turns' | 'times'>> {
  const [row] = await queryRows(
    connection,
    `SELECT count(*) AS total, min(turn) AS first_turn, max(turn) AS last_turn,
            min(time) AS first_time, max(time) AS last_time
     FROM ${catalog}.events WHERE ${where}`,
  );
  const total = numberOf(row, 'total') ?? 0;
  if (total === 0) return { total, turns: null, times: null };
  const timeOf = (column: string) => toEpochMicros(BigInt(textOf(row, column)));
  return {
    total,
    turns: { first: numberOf(row, 'first_turn') ?? 0, last: numberOf(row, 'last_turn') ?? 0 },
    times: { first: timeOf('first_time'), last: timeOf('last_time') },
  };
}

function toFacet<Value>(
  { ranked, valueCount, eventCount }: RankedNames,
  name: (codes: readonly number[]) => Value,
): Facet<Value & { readonly event_count: number }> {
  const listed = ranked.reduce((sum, { count }) => sum + count, 0);
  return {
    values: ranked.map(({ codes, count }) => ({ ...name(codes), event_count: count })),
    value_count: valueCount,
    other_count: eventCount - listed,
  };
}
