import type { DuckDBConnection } from '@duckdb/node-api';
import {
  DECISION_ROWS,
  type DigestNames,
  type DigestVariable,
  type NumberColumn,
  type RunFacts,
} from '../../../ensemble/run-digest';
import { OUTCOMES } from '../../../events/event-outcome';
import { naturalKey } from '../../../events/natural-order';
import { compareCodePoints } from '../../../events/event-order';
import { compareVariables } from '../../../replay/variable';
import { VARIABLE_CODES } from '../../../scan/event-columns';
import { sortInSlices } from '../../../work/in-slices';
import { breathe, isBreathDue } from '../../../work/work';
import { MAX_NAMES_LENGTH } from '../../within-bytes';
import type { IndexNames } from '../index/index-names';
import type { SimulationIndex } from '../index/simulation-index';
import { inTransaction, numberOf, queryRows } from '../sql/connections';
import { queryNumbers } from '../sql/query-numbers';
import { readUsage } from './read-usage';
import type { StoredDigest } from './stored-digest';

type StoredVariable = StoredDigest['variables'][number];

/** The most values of variables, combinations of counts, and decisions in a digest. */
const MAX_ROWS = 500_000;

const FAILED = OUTCOMES.indexOf('failed');

export interface MadeDigest {
  readonly content: Omit<StoredDigest, 'version'>;
  readonly columns: Readonly<Record<string, NumberColumn>>;
}

/** Makes the digest of the indexed events, over one snapshot. */
export function makeDigest(
  index: SimulationIndex,
  connection: DuckDBConnection,
): Promise<MadeDigest> {
  return inTransaction(connection, async () => {
    const facts = await readFacts(index, connection);
    const names = listNames(index.names());
    if (names === undefined) {
      const content = { facts, names: NO_NAMES, variables: [], isCut: true };
      return { content: { ...content, hasCounts: false, hasDecisions: false }, columns: {} };
    }
    const values = await readValues(index, connection, names);
    const counts = await readCounts(index, connection);
    const decisions = await readDecisions(index, connection, names);
    return {
      content: {
        facts,
        names,
        variables: values.variables,
        isCut: values.isCut,
        hasCounts: counts !== undefined,
        hasDecisions: decisions !== undefined,
      },
      columns: { ...values.columns, ...counts, ...decisions },
    };
  });
}

async function readFacts(index: SimulationIndex, connection: DuckDBConnection): Promise<RunFacts> {
  const [row] = await queryRows(
    connection,
    `SELECT count(*) AS events, min(turn) AS first_turn, max(turn) AS last_turn,
            max(time) - min(time) AS micros, count(*) FILTER (outcome = ${String(FAILED)}) AS failed
     FROM ${index.catalog}.events`,
  );
  const micros = numberOf(row, 'micros');
  return {
    eventCount: numberOf(row, 'events') ?? 0,
    firstTurn: numberOf(row, 'first_turn'),
    lastTurn: numberOf(row, 'last_turn'),
    durationMs: micros === null ? null : micros / 1000,
    failureCount: numberOf(row, 'failed') ?? 0,
    usage: await readUsage(index, connection),
  };
}

const NO_NAMES = { types: [''], agents: [''], kinds: [''] };

/** `undefined` when the names are too long together. */
function listNames(names: IndexNames): StoredDigest['names'] | undefined {
  let length = 0;
  const list = (field: 'type' | 'agent' | 'kind'): string[] =>
    Array.from({ length: names.count(field) }, (_, code) => {
      const name = names.nameOf(field, code);
      length += name.length + 1;
      return name;
    });
  const listed = { types: list('type'), agents: list('agent'), kinds: list('kind') };
  return length > MAX_NAMES_LENGTH ? undefined : listed;
}

interface ReadValues {
  readonly variables: StoredVariable[];
  readonly isCut: boolean;
  readonly columns: Readonly<Record<string, NumberColumn>>;
}

async function readValues(
  index: SimulationIndex,
  connection: DuckDBConnection,
  names: DigestNames,
): Promise<ReadValues> {
  const global = String(VARIABLE_CODES.global);
  // Without the coalesce, a value that is not a number would leave the number before it as the last one.
  const [scope, agent, kind, turn, settings, value] = await queryNumbers(
    connection,
    `SELECT variable, agent, kind, turn, n, last FROM (
       SELECT variable, CASE variable WHEN ${global} THEN 0 ELSE agent END AS agent, kind, turn,
              count(*) AS n, arg_max(coalesce(value, 'nan'::DOUBLE), seq) AS last
       FROM ${index.catalog}.events WHERE variable != 0 GROUP BY ALL
     ) ORDER BY variable, agent, kind, turn LIMIT ${String(MAX_ROWS + 1)}`,
  );
  if (!scope || !agent || !kind || !turn || !settings || !value) throw new TypeError('no columns');
  const isCut = scope.length > MAX_ROWS;
  const variables: StoredVariable[] = [];
  for (let from = 0; from < scope.length;) {
    if (isBreathDue()) await breathe();
    let to = from + 1;
    while (
      to < scope.length &&
      scope[to] === scope[from] &&
      agent[to] === agent[from] &&
      kind[to] === kind[from]
    ) {
      to++;
    }
    const isOfAgent = scope[from] === VARIABLE_CODES.agent;
    const measured = measure(turn.subarray(from, to), value.subarray(from, to));
    // The last variable may miss turns.
    if (measured !== undefined && !(isCut && to === scope.length)) {
      variables.push({
        scope: isOfAgent ? 'agent' : 'global',
        agent_id: isOfAgent ? (names.agents[agent[from] ?? 0] ?? '') : null,
        variable_name: names.kinds[kind[from] ?? 0] ?? '',
        settingCount: settings.subarray(from, to).reduce((sum, n) => sum + n, 0),
        ...measured,
        from,
        count: to - from,
      });
    }
    from = to;
  }
  return {
    variables: [...(await sortInSlices(variables, compareVariables))],
    isCut,
    columns: { value_turn: turn, value },
  };
}

/** `undefined` when no value is a number. */
function measure(
  turns: Float64Array,
  values: Float64Array,
): Pick<DigestVariable, 'last' | 'lowest' | 'lowestTurn' | 'highest' | 'highestTurn'> | undefined {
  let [lowest, highest] = [Infinity, -Infinity];
  let [lowestTurn, highestTurn] = [0, 0];
  for (const [at, value] of values.entries()) {
    if (value < lowest) [lowest, lowestTurn] = [value, turns[at] ?? 0];
    if (value > highest) [highest, highestTurn] = [value, turns[at] ?? 0];
  }
  if (highest === -Infinity) return undefined;
  const last = values.at(-1) ?? NaN;
  return { last: Number.isNaN(last) ? null : last, lowest, lowestTurn, highest, highestTurn };
}

async function readCounts(
  index: SimulationIndex,
  connection: DuckDBConnection,
): Promise<Readonly<Record<string, NumberColumn>> | undefined> {
  const [turn, type, agent, kind, outcome, count] = await queryNumbers(
    connection,
    `SELECT turn, type, agent, kind, outcome::UINTEGER, count(*) AS n FROM ${index.catalog}.events
     GROUP BY ALL LIMIT ${String(MAX_ROWS + 1)}`,
  );
  if (!turn || !type || !agent || !kind || !outcome || !count) throw new TypeError('no columns');
  if (turn.length > MAX_ROWS) return undefined;
  return {
    count_turn: turn,
    count_type: type,
    count_agent: agent,
    count_kind: kind,
    count_outcome: outcome,
    count,
  };
}

async function readDecisions(
  index: SimulationIndex,
  connection: DuckDBConnection,
  { agents }: DigestNames,
): Promise<Readonly<Record<string, NumberColumn>> | undefined> {
  const names = index.names();
  const decision = String(names.codeOf('type', 'DECISION') ?? -1);
  const system = String(names.codeOf('type', 'SYSTEM') ?? -1);
  const failed = `outcome = ${String(FAILED)}`;
  const [plain, failedDecision, failedCall] = DECISION_ROWS.keys();
  const [turn, agent, kind, row, value] = await queryNumbers(
    connection,
    `SELECT turn, agent, kind,
            CASE WHEN type = ${system} THEN ${String(failedCall)}
                 WHEN ${failed} THEN ${String(failedDecision)} ELSE ${String(plain)} END AS decided,
            coalesce(value, 'nan'::DOUBLE) AS value
     FROM ${index.catalog}.events
     WHERE agent != 0 AND (type = ${decision} OR (type = ${system} AND ${failed}))
     ORDER BY turn, agent, seq LIMIT ${String(MAX_ROWS + 1)}`,
  );
  if (!turn || !agent || !kind || !row || !value) throw new TypeError('no columns');
  if (turn.length > MAX_ROWS) return undefined;
  const order = await orderByName(turn, agent, agents);
  const inOrder = (column: Float64Array): Float64Array => {
    const sorted = new Float64Array(column.length);
    order.forEach((from, to) => (sorted[to] = column[from] ?? 0));
    return sorted;
  };
  return {
    decision_turn: inOrder(turn),
    decision_agent: inOrder(agent),
    decision_kind: inOrder(kind),
    decision_row: inOrder(row),
    decision_value: inOrder(value),
  };
}

/** The order of rows by turn and the name of the agent. Codes of agents have another order in each run. */
async function orderByName(
  turn: Float64Array,
  agent: Float64Array,
  agents: readonly string[],
): Promise<readonly number[]> {
  const keyed = agents.map((name, code) => ({ key: naturalKey(name), name, code }));
  const sorted = await sortInSlices(
    keyed,
    (a, b) => compareCodePoints(a.key, b.key) || compareCodePoints(a.name, b.name),
  );
  const ranks = new Float64Array(agents.length);
  sorted.forEach(({ code }, rank) => (ranks[code] = rank));
  const rankOf = (row: number): number => ranks[agent[row] ?? 0] ?? 0;
  const rows = Array.from(turn.keys());
  return sortInSlices(
    rows,
    (a, b) => (turn[a] ?? 0) - (turn[b] ?? 0) || rankOf(a) - rankOf(b) || a - b,
  );
}
