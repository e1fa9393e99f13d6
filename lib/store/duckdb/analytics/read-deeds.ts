import { DEED_TYPES, type Deeds, type Transition } from '../../../analytics/analysed-run';
import { numberOf, queryRows } from '../sql/connections';
import { queryNumbers } from '../sql/query-numbers';
import { typeCode, type AnalysisScope } from './analysis-scope';

/** Rarer transitions of agents than so many more frequent ones are left out. */
const MAX_TRANSITIONS = 100_000;
const NONE = new Float64Array();

export async function readTransitions(scope: AnalysisScope): Promise<readonly Transition[]> {
  const names = scope.index.names();
  const rows = await queryRows(
    scope.connection,
    `SELECT agent, deed, before, kind, count(*) AS n FROM (
       SELECT agent, kind, ${deedOf(scope)} AS deed,
              lag(kind) OVER (PARTITION BY agent, type ORDER BY seq) AS before
       FROM ${scope.index.catalog}.events WHERE ${isDeed(scope)}
     ) WHERE before IS NOT NULL GROUP BY ALL ORDER BY n DESC, agent, deed, before, kind
     LIMIT ${String(MAX_TRANSITIONS)}`,
  );
  const kindOf = (code: number | null): string | null => names.nameOf('kind', code ?? 0) || null;
  return rows.map((row) => ({
    agent: names.nameOf('agent', numberOf(row, 'agent') ?? 0),
    type: DEED_TYPES[numberOf(row, 'deed') ?? 0] ?? 'DECISION',
    from: kindOf(numberOf(row, 'before')),
    to: kindOf(numberOf(row, 'kind')),
    count: numberOf(row, 'n') ?? 0,
  }));
}

export async function readDeeds(scope: AnalysisScope, limit: number): Promise<Deeds> {
  const names = scope.index.names();
  const [agent = NONE, type = NONE, kind = NONE, turn = NONE, place = NONE] = await queryNumbers(
    scope.connection,
    `SELECT agent, deed::UINTEGER, kind, turn, seq FROM (
       SELECT agent, ${deedOf(scope)} AS deed, kind, turn::DOUBLE AS turn, seq
       FROM ${scope.index.catalog}.events WHERE ${isDeed(scope)} ORDER BY seq LIMIT ${String(limit + 1)}
     ) ORDER BY agent, deed, seq`,
  );
  const list = (field: 'agent' | 'kind'): readonly string[] =>
    Array.from({ length: names.count(field) }, (_, code) => names.nameOf(field, code));
  return {
    agents: list('agent'),
    kinds: list('kind').map((name) => name || null),
    agent,
    type,
    kind,
    turn,
    place,
    isCut: agent.length > limit,
  };
}

function isDeed(scope: AnalysisScope): string {
  const codes = DEED_TYPES.map((type) => typeCode(scope, type));
  return `${scope.where} AND agent != 0 AND type IN (${codes.join(', ')})`;
}

/** The place of the type in {@link DEED_TYPES}. */
function deedOf(scope: AnalysisScope): string {
  return `CASE WHEN type = ${typeCode(scope, 'ACTION')} THEN 1 ELSE 0 END`;
}
