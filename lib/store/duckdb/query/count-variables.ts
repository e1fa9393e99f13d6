import type { DuckDBConnection } from '@duckdb/node-api';
import { VARIABLE_CODES } from '../../../scan/event-columns';
import { NO_CONDITIONS } from '../../../filters/read-conditions';
import type { VariableKey } from '../../../replay/variable';
import { variableTexts } from '../../../replay/variable-rank';
import type {
  TurnRange,
  VariableCount,
  VariableCounts,
  VariableSearch,
} from '../../variable-events';
import { MAX_NAMES_LENGTH, withinBytes } from '../../within-bytes';
import type { BlockCube } from './block-cube';
import type { BlockCubes, CountedIndex } from './block-cubes';
import { inTransaction, numberOf, queryRows, type BoundValues, type Row } from '../sql/connections';
import type { IndexNames } from '../index/index-names';
import { rangesOfMatches } from './rank-combinations';
import { bindRanks, naturalOrder, ranksOfNames, ranksTable } from './rank-names';
import type { SimulationIndex } from '../index/simulation-index';

/** The columns of `events` that identify a variable. For a global variable the agent that set it does not count. */
const SELECT_KEYS = `variable, CASE variable WHEN ${String(VARIABLE_CODES.global)} THEN 0 ELSE agent END AS agent, kind`;

/** An SQL condition for events that set a variable. */
export const SETS_VARIABLE = 'variable != 0';

/**
 * Aggregates by variable, for the first `limit` variables: the best matches for `name`, otherwise in their order.
 * @param measures SQL aggregates
 * @param where a condition on `events`
 */
export async function groupByVariable(
  { catalog, names }: Pick<SimulationIndex, 'catalog' | 'names'>,
  connection: DuckDBConnection,
  {
    measures,
    where,
    search,
  }: { measures: readonly string[]; where: string; search: VariableSearch },
): Promise<readonly Row[]> {
  const ranked = search.name === undefined ? NOT_RANKED : await rankVariables(names(), search.name);
  const named = (field: string): string =>
    `(SELECT code, name, natural_key FROM ${catalog}.names WHERE field = '${field}')`;
  return queryRows(
    connection,
    `SELECT counted.* FROM (
       SELECT ${[SELECT_KEYS, ...measures].join(', ')} FROM ${catalog}.events
       WHERE ${SETS_VARIABLE} AND ${where} GROUP BY ALL
     ) AS counted
     LEFT JOIN ${named('agent')} AS agents ON agents.code = agent
     LEFT JOIN ${named('kind')} AS kinds ON kinds.code = kind
     ${ranked.joins} WHERE ${ranked.rank} IS NOT NULL
     ORDER BY ${ranked.rank}, variable, ${naturalOrder('agents')}, ${naturalOrder('kinds')}
     LIMIT ${String(search.limit)}`,
    ranked.bound,
  );
}

/** How well variables match a name, as SQL over codes of names, with the same ranks as `variableRank`. */
interface RankedVariables {
  readonly joins: string;
  /** NULL for a variable that does not match. */
  readonly rank: string;
  readonly bound?: BoundValues;
}

const NOT_RANKED: RankedVariables = { joins: '', rank: '0::UTINYINT' };

async function rankVariables(names: IndexNames, text: string): Promise<RankedVariables> {
  const texts = variableTexts(text);
  const tables: { readonly join: string; readonly bound: BoundValues }[] = [];
  for (const { as, field } of RANKED) {
    const ranks = (await ranksOfNames(names, field, texts[as])) ?? new Map<number, number>();
    const join = `LEFT JOIN ${ranksTable(as)} ON ${as}.name_code = counted.${field}`;
    tables.push({ join, bound: bindRanks(as, ranks) });
  }
  return {
    joins: tables.map(({ join }) => join).join(' '),
    rank: `least(name.name_rank, agent.name_rank, agentWithName.name_rank + nameOfAgents.name_rank)`,
    bound: tables.reduce<BoundValues>(
      (all, { bound }) => ({ values: { ...all.values, ...bound.values } }),
      { values: {} },
    ),
  };
}

const RANKED = [
  { as: 'name', field: 'kind' },
  { as: 'agent', field: 'agent' },
  { as: 'nameOfAgents', field: 'kind' },
  { as: 'agentWithName', field: 'agent' },
] as const;

/** The variable in a row of {@link groupByVariable}. */
export function readKey(row: Row, names: IndexNames): VariableKey {
  const variable_name = names.nameOf('kind', numberOf(row, 'kind') ?? 0);
  if (numberOf(row, 'variable') === VARIABLE_CODES.global) {
    return { scope: 'global', agent_id: null, variable_name };
  }
  return {
    scope: 'agent',
    agent_id: names.nameOf('agent', numberOf(row, 'agent') ?? 0),
    variable_name,
  };
}

/** Lists the variables of a simulation. */
export function countVariables(
  index: SimulationIndex,
  connection: DuckDBConnection,
  { limit, name }: VariableSearch,
): Promise<VariableCounts> {
  return inTransaction(connection, async () => {
    const rows = await groupByVariable(index, connection, {
      measures: ['count(*) AS n', 'min(turn) AS first_turn', 'max(turn) AS last_turn'],
      where: 'true',
      // One more than requested shows whether there are more.
      search: { limit: limit + 1, name },
    });
    const names = index.names();
    const counted = rows.slice(0, limit).map((row): VariableCount => ({
      ...readKey(row, names),
      event_count: numberOf(row, 'n') ?? 0,
      first_turn: numberOf(row, 'first_turn') ?? 0,
      last_turn: numberOf(row, 'last_turn') ?? 0,
    }));
    const variables = withinBytes(counted, nameLength, MAX_NAMES_LENGTH);
    return { variables, truncated: rows.length > variables.length };
  });
}

function nameLength({ agent_id, variable_name }: VariableKey): number {
  return (agent_id ?? '').length + variable_name.length;
}

/** A summary of a simulation's turns and variables. With a cube it needs no events. */
export interface VariableOutline {
  readonly turns: TurnRange | null;
  readonly hasSettings: boolean;
  readonly cube: BlockCube | undefined;
}

/** Reads in the connection's transaction. */
export async function outlineVariables(
  index: CountedIndex,
  connection: DuckDBConnection,
  cubes: BlockCubes,
): Promise<VariableOutline> {
  const cube = await cubes.inRange(index, connection, NO_CONDITIONS);
  if (cube !== undefined) {
    const ranges = rangesOfMatches(cube, {});
    const turns = ranges === undefined ? null : { first: ranges.firstTurn, last: ranges.lastTurn };
    return { turns, hasSettings: cube.combinations.some(({ variable }) => variable !== 0), cube };
  }
  const [row] = await queryRows(
    connection,
    `SELECT min(turn) AS first, max(turn) AS last,
            (SELECT count(*) FROM (SELECT 1 FROM ${index.catalog}.events WHERE ${SETS_VARIABLE} LIMIT 1)) AS n
     FROM ${index.catalog}.events`,
  );
  const [first, last] = [numberOf(row, 'first'), numberOf(row, 'last')];
  const turns = first === null || last === null ? null : { first, last };
  return { turns, hasSettings: numberOf(row, 'n') === 1, cube };
}
