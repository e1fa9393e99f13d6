import type { DuckDBConnection } from '@duckdb/node-api';
import type { VariableScope } from '../../../replay/variable';
import { VARIABLE_CODES } from '../../../scan/event-columns';
import { breathe, isBreathDue } from '../../../work/work';
import type { PairEvent, Side } from '../../run-pair';
import type { IndexNames } from '../index/index-names';
import { queryNumbers } from '../sql/query-numbers';
import type { PairTables } from './pair-tables';

/** Numbers for sorts, and for sorts with their contents, the same for both runs of a pair. */
export interface PairNumbers {
  sortOf(type: number, agent: number, kind: number): number;
  tokenOf(sort: number, content: string): number;
}

export function createPairNumbers(): PairNumbers {
  const sorts = new Map<string, number>();
  const tokens = new Map<string, number>();
  return {
    sortOf: (type, agent, kind) =>
      numberIn(sorts, `${String(type)} ${String(agent)} ${String(kind)}`),
    tokenOf: (sort, content) => numberIn(tokens, `${String(sort)} ${content}`),
  };
}

function numberIn(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

const NONE = new Float64Array();

const SCOPES: ReadonlyMap<number, VariableScope> = new Map([
  [VARIABLE_CODES.global, 'global'],
  [VARIABLE_CODES.agent, 'agent'],
]);

/**
 * Reads events of a side in event order.
 * @param where an SQL condition on the columns of the table
 * @param agentNames with the names of the side for its agents, by their codes in the pair
 */
export async function readPairEvents(
  connection: DuckDBConnection,
  tables: PairTables,
  numbers: PairNumbers,
  {
    side,
    where,
    agentNames,
    limit,
    offset = 0,
  }: {
    readonly side: Side;
    readonly where: string;
    readonly agentNames: AgentNames;
    readonly limit: number;
    readonly offset?: number;
  },
): Promise<readonly PairEvent[]> {
  const columns = await queryNumbers(
    connection,
    `SELECT seq, turn, type, agent, kind, variable,
            (content >> 32)::UINTEGER, (content & 4294967295)::UINTEGER
     FROM ${tables.of(side)} WHERE ${where} ORDER BY seq LIMIT ${String(limit)} OFFSET ${String(offset)}`,
  );
  const events: PairEvent[] = [];
  const [seqs = NONE, turns = NONE, types = NONE, agents = NONE, kinds = NONE, ...rest] = columns;
  const [variables = NONE, highs = NONE, lows = NONE] = rest;
  for (let row = 0; row < seqs.length; row++) {
    if (isBreathDue()) await breathe();
    const [seq, turn, type, agent] = [
      seqs[row] ?? 0,
      turns[row] ?? 0,
      types[row] ?? 0,
      agents[row] ?? 0,
    ];
    const [kind, variable, high, low] = [
      kinds[row] ?? 0,
      variables[row] ?? 0,
      highs[row] ?? 0,
      lows[row] ?? 0,
    ];
    const sort = numbers.sortOf(type, agent, kind);
    const content = `${String(high)}:${String(low)}`;
    events.push({
      seq,
      turn,
      sort,
      token: numbers.tokenOf(sort, content),
      content,
      type: tables.names.nameOf('type', type),
      // Code 0 means none.
      agent: agent === 0 ? null : agentNames(agent),
      kind: kind === 0 ? null : tables.names.nameOf('kind', kind),
      variable: SCOPES.get(variable) ?? null,
    });
  }
  return events;
}

/** The name of an agent in its run, by its code in the pair. */
export type AgentNames = (code: number) => string;

/** @param renamed the names of agents in `b`, by their names in `a` */
export function agentNamesOf(
  side: Side,
  tables: PairTables,
  own: IndexNames,
  renamed: ReadonlyMap<string, string>,
): AgentNames {
  return (code) => {
    const name = tables.names.nameOf('agent', code);
    if (side === 'a' || own.codeOf('agent', name) !== undefined) return name;
    return renamed.get(name) ?? name;
  };
}
