import type { Tallies } from '../../../analytics/analysed-run';
import { VARIABLE_CODES } from '../../../scan/event-columns';
import { queryNumbers } from '../sql/query-numbers';
import { isNoIdleKind, typeCode, type AnalysisScope } from './analysis-scope';

const NONE = new Float64Array();

/** Contents are added up in this many bits each, so that sums are exact. */
const CONTENT = String(2 ** 40);
const SUM = String(2 ** 52);

export async function readTallies(scope: AnalysisScope, limit: number): Promise<Tallies> {
  const { index, connection, where } = scope;
  const decided = `type = ${typeCode(scope, 'DECISION')}`;
  const acted = `type = ${typeCode(scope, 'ACTION')}`;
  const columns = await queryNumbers(
    connection,
    `SELECT agent, turn::DOUBLE, count(*) FILTER (${decided}) AS decisions,
            count(*) FILTER (${decided} AND ${isNoIdleKind(scope)}) AS plans,
            count(*) FILTER (${acted}) AS actions,
            coalesce(sum(content % ${CONTENT}) FILTER (${acted}) % ${SUM}, 0)::DOUBLE AS content,
            count(*) FILTER (variable = ${String(VARIABLE_CODES.agent)} AND change != 0) AS changes
     FROM ${index.catalog}.events WHERE ${where} AND agent != 0
     GROUP BY agent, turn ORDER BY agent, turn LIMIT ${String(limit + 1)}`,
  );
  const [agent = NONE, turn = NONE, decisions = NONE, plans = NONE, ...rest] = columns;
  const [actions = NONE, actionContent = NONE, changes = NONE] = rest;
  const names = index.names();
  const isCut = agent.length > limit;
  // The last agent may miss turns.
  let end = agent.length;
  while (isCut && end > 0 && agent[end - 1] === agent.at(-1)) end -= 1;
  const whole = (column: Float64Array): Float64Array => column.subarray(0, end);
  return {
    agents: Array.from({ length: names.count('agent') }, (_, code) => names.nameOf('agent', code)),
    agent: whole(agent),
    turn: whole(turn),
    decisions: whole(decisions),
    plans: whole(plans),
    actions: whole(actions),
    actionContent: whole(actionContent),
    changes: whole(changes),
    isCut,
  };
}
