import type { DuckDBConnection } from '@duckdb/node-api';
import { toEpochMicros } from '../../../events/epoch-micros';
import { OUTCOMES } from '../../../events/event-outcome';
import { DEFAULT_FACET_LIMIT, type FacetOptions } from '../../../filters/facet-options';
import type { Facet, FacetCounts } from '../../facet-counts';
import { MAX_NAMES_LENGTH, withinBytes } from '../../within-bytes';
import { inTransaction, numberOf, queryRows, textOf } from '../sql/connections';
import type { BlockCube } from './block-cube';
import type { BlockCubes } from './block-cubes';
import { namesTerms, whereConditions } from './event-query';
import { withoutConditions, type Conditions } from '../../../filters/read-conditions';
import type { CodedField } from '../index/index-names';
import {
  countCombinations,
  rangesOfMatches,
  rankCombinations,
  type NamesTerms,
} from './rank-combinations';
import { rankNames, ranksOfNames, type FailureCount, type RankedNames } from './rank-names';
import type { SimulationIndex } from '../index/simulation-index';

/** Counts the facets of the events that meet conditions. */
export interface FacetCounter {
  /** @param hasText the SQL condition for events with the text, when the conditions have a text */
  count(
    index: SimulationIndex,
    connection: DuckDBConnection,
    conditions: Conditions,
    options: FacetOptions,
    hasText?: string,
  ): Promise<FacetCounts>;
}

export function createFacetCounter(cubes: BlockCubes): FacetCounter {
  return {
    count: (
      index,
      connection,
      conditions,
      { limit = DEFAULT_FACET_LIMIT, name, agentOrder },
      hasText,
    ) =>
      inTransaction(connection, async () => {
        const { catalog } = index;
        const names = index.names();
        const where = (rest: Conditions): string => whereConditions(rest, names, hasText);
        const cube = await cubes.inRange(index, connection, conditions, hasText);
        const counts = cube === undefined ? [] : countCombinations(cube);

        /** Counts the values of `fields` together, ignoring the condition on the first of them. */
        async function rank(
          fields: readonly [CodedField, ...CodedField[]],
          failures?: FailureCount,
        ): Promise<RankedNames> {
          const rest = withoutConditions(conditions, [fields[0]]);
          const options = { limit, ranks: await ranksOfNames(names, fields[0], name), failures };
          if (cube === undefined) {
            return rankNames(connection, catalog, where(rest), fields, options);
          }
          const terms = namesTerms(rest, names);
          return rankCombinations(cube.combinations, counts, terms, fields, names, options);
        }

        const nameOf = (field: CodedField, code = 0): string => names.nameOf(field, code);
        return {
          ...(cube === undefined
            ? await countMatches(connection, catalog, where(conditions))
            : readMatches(cube, namesTerms(conditions, names))),
          event_types: toFacet(await rank(['type']), ([type]) => ({
            event_type: nameOf('type', type),
          })),
          agents: toFacet(
            await rank(['agent'], agentOrder === 'failed' ? 'first' : 'counted'),
            ([agent], failedCount) => ({
              agent_id: nameOf('agent', agent) || null,
              failed_count: failedCount,
            }),
          ),
          kinds: toFacet(await rank(['kind', 'type']), ([kind, type]) => ({
            kind: nameOf('kind', kind) || null,
            event_type: nameOf('type', type),
          })),
          outcomes: toFacet(await rank(['outcome']), ([outcome = 0]) => ({
            outcome: OUTCOMES[outcome] ?? 'none',
          })),
        };
      }),
  };
}

type MatchSummary = Pick<FacetCounts, 'total' | 'turns' | 'times'>;

function readMatches(cube: BlockCube, terms: NamesTerms): MatchSummary {
  const found = rangesOfMatches(cube, terms);
  if (found === undefined) return { total: 0, turns: null, times: null };
  const { total, firstTurn, lastTurn, firstTime, lastTime } = found;
  return {
    total,
    turns: { first: firstTurn, last: lastTurn },
    times: { first: toEpochMicros(firstTime), last: toEpochMicros(lastTime) },
  };
}

async function countMatches(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
): Promise<MatchSummary> {
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

function nameLength(value: object): number {
  return Object.values(value).reduce<number>(
    (sum, name) => sum + (typeof name === 'string' ? name.length : 0),
    0,
  );
}

function toFacet<Value extends object>(
  { ranked, valueCount, eventCount }: RankedNames,
  describe: (codes: readonly number[], failedCount: number) => Value,
): Facet<Value & { readonly event_count: number }> {
  const named = ranked.map(({ codes, count, failedCount }) => ({
    ...describe(codes, failedCount),
    event_count: count,
  }));
  const values = withinBytes(named, nameLength, MAX_NAMES_LENGTH);
  const listed = values.reduce((sum, { event_count }) => sum + event_count, 0);
  return {
    values,
    value_count: valueCount,
    other_count: eventCount - listed,
  };
}
