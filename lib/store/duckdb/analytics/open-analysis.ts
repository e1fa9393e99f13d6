import type { DuckDBConnection } from '@duckdb/node-api';
import { MAX_LISTED_AGENTS, type AnalysedRun } from '../../../analytics/analysed-run';
import { compareNames } from '../../../analytics/name-order';
import { OUTCOMES } from '../../../events/event-outcome';
import { readEventLine } from '../../../events/read-event';
import type { Conditions } from '../../../filters/read-conditions';
import { withinBytes } from '../../within-bytes';
import { readEvents, SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import { ID_TEXT_SQL } from '../ingest/event-ids';
import { eachLine } from '../query/each-line';
import { whereConditions } from '../query/event-query';
import { listText, numberOf, queryRows, textOf, type Row } from '../sql/connections';
import { isNoIdleKind, typeCode, type AnalysisScope } from './analysis-scope';
import { readDeeds, readTransitions } from './read-deeds';
import { readGaps } from './read-gaps';
import { readGraph } from './read-graph';
import { readMoves } from './read-moves';
import { readTallies } from './read-tallies';

const FAILED = String(OUTCOMES.indexOf('failed'));

/** More cells or combinations than this are not read: the most frequent ones are. */
const MAX_ROWS = 100_000;

/** Lines of an even sample, and of single events, are no larger together. */
const MAX_SAMPLE_BYTES = 64 * 1024 * 1024;
const MAX_EVENT_BYTES = 16 * 1024 * 1024;

/** A sample has stretches of this many bits of consecutive events, so that their lines are read together. */
const STRETCH_BITS = 8;

/** The figures of the events that meet conditions; see {@link AnalysedRun}. */
export function openAnalysis(
  index: SimulationIndex,
  connection: DuckDBConnection,
  conditions: Conditions,
  hasText: string | undefined,
): AnalysedRun {
  const names = index.names();
  const events = `${index.catalog}.events`;
  const where = whereConditions(conditions, names, hasText);
  const scope: AnalysisScope = { index, connection, conditions, where };
  const agentOf = (row: Row): string | null =>
    names.nameOf('agent', numberOf(row, 'agent') ?? 0) || null;
  const countsOf = (row: Row) => ({
    events: numberOf(row, 'n') ?? 0,
    failed: numberOf(row, 'failed') ?? 0,
  });
  const counts = `count(*) AS n, count(*) FILTER (outcome = ${FAILED}) AS failed`;
  const typeIs = (type: string): string => `type = ${typeCode(scope, type)}`;

  return {
    async readTotals() {
      const [all] = await queryRows(
        connection,
        `SELECT ${counts}, min(turn) AS first, max(turn) AS last, count(DISTINCT agent) AS agents
         FROM ${events} WHERE ${where}`,
      );
      const rows = await queryRows(
        connection,
        `SELECT agent, ${counts} FROM ${events} WHERE ${where} GROUP BY agent
         ORDER BY n DESC, agent LIMIT ${String(MAX_LISTED_AGENTS)}`,
      );
      return {
        ...(all === undefined ? { events: 0, failed: 0 } : countsOf(all)),
        firstTurn: numberOf(all, 'first'),
        lastTurn: numberOf(all, 'last'),
        agents: rows
          .map((row) => ({ agent: agentOf(row), ...countsOf(row) }))
          .sort((a, b) => b.events - a.events || compareNames(a.agent, b.agent)),
        agentCount: numberOf(all, 'agents') ?? 0,
      };
    },

    async countActivity({ firstTurn, width }) {
      const rows = await queryRows(
        connection,
        `SELECT agent, (turn - ${String(firstTurn)}) // ${String(width)} AS bin, ${counts}
         FROM ${events} WHERE ${where} GROUP BY ALL ORDER BY n DESC, agent, bin LIMIT ${String(MAX_ROWS)}`,
      );
      return rows.map((row) => ({
        agent: agentOf(row),
        bin: numberOf(row, 'bin') ?? 0,
        ...countsOf(row),
      }));
    },

    async countKinds() {
      const rows = await queryRows(
        connection,
        `SELECT agent, type, kind, ${counts} FROM ${events} WHERE ${where} GROUP BY ALL
         ORDER BY n DESC, type, kind, agent LIMIT ${String(MAX_ROWS)}`,
      );
      return rows.map((row) => ({
        agent: agentOf(row),
        type: names.nameOf('type', numberOf(row, 'type') ?? 0),
        kind: names.nameOf('kind', numberOf(row, 'kind') ?? 0) || null,
        ...countsOf(row),
      }));
    },

    countTransitions: () => readTransitions(scope),
    readDeeds: (limit) => readDeeds(scope, limit),
    readTallies: (limit) => readTallies(scope, limit),
    readMoves: () => readMoves(scope),
    readGaps: (limit) => readGaps(scope, limit),
    readGraph: (limits) => readGraph(scope, limits),

    async countFailures() {
      const rows = await queryRows(
        connection,
        `SELECT turn, ${counts} FROM ${events} WHERE ${where} GROUP BY turn HAVING failed > 0
         ORDER BY failed DESC, turn LIMIT ${String(MAX_ROWS)}`,
      );
      return rows.map((row) => ({ turn: numberOf(row, 'turn') ?? 0, ...countsOf(row) }));
    },

    async findPlaces({ agent, type, isPlan, isFailed, turns }, limit) {
      const terms = [
        where,
        ...(agent === undefined ? [] : [`agent = ${String(names.codeOf('agent', agent) ?? -1)}`]),
        ...(type === undefined ? [] : [typeIs(type)]),
        ...(isPlan === undefined ? [] : [isNoIdleKind(scope)]),
        ...(isFailed === undefined ? [] : [`outcome = ${FAILED}`]),
        'turn IN (SELECT unnest($turns::BIGINT[]))',
      ];
      const rows = await queryRows(
        connection,
        `SELECT seq, count(*) OVER () AS n FROM ${events} WHERE ${terms.join(' AND ')}
         ORDER BY seq LIMIT ${String(limit)}`,
        { values: { turns: listText(turns) } },
      );
      return {
        places: rows.map((row) => numberOf(row, 'seq') ?? 0),
        count: numberOf(rows[0], 'n') ?? 0,
      };
    },

    async readIds(places) {
      if (places.length === 0) return new Map();
      const rows = await queryRows(
        connection,
        `SELECT seq, ${ID_TEXT_SQL} AS id FROM ${events} WHERE ${isPlace(places)}`,
      );
      return new Map(rows.map((row) => [numberOf(row, 'seq') ?? 0, textOf(row, 'id')] as const));
    },

    async readEvents(places) {
      if (places.length === 0) return new Map();
      const found = await queryRows(
        connection,
        `${SELECT_PLACES}, seq FROM ${events} WHERE ${isPlace(places)} ORDER BY seq`,
      );
      const rows = withinBytes(found, (row) => numberOf(row, 'byte_length') ?? 0, MAX_EVENT_BYTES);
      const lines = await readEvents(index, rows);
      return new Map(
        rows.flatMap((row, at) => {
          const { event } = readEventLine(lines[at]?.text ?? '');
          return event === undefined ? [] : [[numberOf(row, 'seq') ?? 0, event] as const];
        }),
      );
    },

    async eachOfType(type, limit, visit) {
      const isWanted = `${where} AND ${typeIs(type)}`;
      const [size] = await queryRows(
        connection,
        `SELECT count(*) AS n, sum(byte_length)::BIGINT AS bytes FROM ${events} WHERE ${isWanted}`,
      );
      const [matching, bytes] = [numberOf(size, 'n') ?? 0, numberOf(size, 'bytes') ?? 0];
      const share = Math.ceil(Math.max(matching / limit, bytes / MAX_SAMPLE_BYTES));
      const isRead =
        share > 1
          ? `${isWanted} AND hash(seq >> ${String(STRETCH_BITS)}) % ${String(share)} = 0`
          : isWanted;
      const read = matching === 0 ? 0 : await eachLine(index, connection, isRead, visit);
      return { matching, read };
    },

    isAgent: (name) => name !== '' && names.codeOf('agent', name) !== undefined,
  };
}

function isPlace(places: readonly number[]): string {
  return `seq IN (${[...new Set(places)].sort((a, b) => a - b).join(', ')})`;
}
