import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventCriteria } from '../../../filters/event-filter';
import { NO_CONDITIONS, readConditions } from '../../../filters/read-conditions';
import { createBlockCubes } from './block-cubes';
import { ChangeLog } from '../ingest/change-log';
import { inTransaction } from '../sql/connections';
import { queryNumbers, type NumberColumns } from '../sql/query-numbers';
import { namesTerms, whereConditions } from './event-query';
import { NameTable } from '../index/index-names';
import {
  countByBlock,
  countCombinations,
  rangesOfMatches,
  rankCombinations,
} from './rank-combinations';
import { rankNames } from './rank-names';
import { createTables } from '../sql/schema';

const CATALOG = 'run';
const TYPES = ['MILESTONE', 'DECISION', 'ACTION', 'STATE', 'DETAIL', 'SYSTEM'];
const AGENTS = 12;

/** Several blocks. Turns ascend except for some late events; times ascend. */
const EVENTS = 300_000;
const FIRST_TIME = Date.UTC(2026, 9, 4) * 1000;

function eventRows(from: number, count: number): string {
  return `SELECT i, ${String(FIRST_TIME)} + i * 1000, CASE WHEN i % 977 = 0 THEN i // 1000 - 3 ELSE i // 1000 END,
    1 + hash(i) % 6, hash(i, 1) % ${String(AGENTS + 1)}, hash(i, 2) % 9, hash(i, 3) % 3, NULL, NULL,
    hash(i, 4) % 3, hash(i, 5), i, i, NULL, 0, i * 100, 99
    FROM range(${String(from)}, ${String(from + count)}) AS numbers(i)`;
}

const CRITERIA: readonly EventCriteria[] = [
  {},
  { event_types: ['ACTION', 'STATE'] },
  { agent_ids: ['agent_3'], exclude_kinds: ['kind_2'] },
  { outcomes: ['failed'] },
  { outcomes: ['ok', 'none'], turn_start: 20, agent_ids: ['agent_2'] },
  { turn_start: 50 },
  { turn_start: 10, turn_end: 11, event_types: ['DETAIL'] },
  { turn_start: 64, turn_end: 260, agent_ids: ['agent_1', 'nobody'] },
  { turn_end: -1 },
  { turn_start: 5, turn_end: 4 },
  { start_timestamp: '2026-10-04T00:01:00Z', end_timestamp: '2026-10-04T00:03:20.5Z' },
  { start_timestamp: '2026-10-04T00:02:00Z', turn_end: 200, exclude_event_types: ['SYSTEM'] },
];

describe('block cubes', () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  const names = new NameTable();
  let changes: ChangeLog;
  let generation = 0;
  let revision = 0n;
  const index = {
    catalog: CATALOG,
    names: () => names,
    generation: () => generation,
    unchangedBefore: (since: bigint) => changes.unchangedBefore(since),
  };

  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    await connection.run(`ATTACH ':memory:' AS ${CATALOG}`);
    await connection.run(createTables(CATALOG));
    changes = new ChangeLog(0n);
    for (const type of TYPES) names.add('type', type);
    for (let agent = 1; agent <= AGENTS; agent++) names.add('agent', `agent_${String(agent)}`);
    for (let kind = 1; kind < 9; kind++) names.add('kind', `kind_${String(kind)}`);
    await commit(0, `INSERT INTO ${CATALOG}.events ${eventRows(0, EVENTS)}`);
  });

  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  async function commit(fromSeq: number, ...statements: readonly string[]): Promise<void> {
    revision++;
    changes.note(revision, fromSeq);
    await inTransaction(connection, async () => {
      for (const statement of statements) await connection.run(statement);
      await connection.run(`DELETE FROM ${CATALOG}.parts`);
      await connection.run(
        `INSERT INTO ${CATALOG}.parts (part, revision) VALUES (0, ${String(revision)})`,
      );
    });
  }

  /** The result of a scan of all events: matches by block, and their ranges. */
  async function lookAtAll(criteria: EventCriteria): Promise<NumberColumns> {
    return queryNumbers(
      connection,
      `SELECT seq >> 16, count(*), min(turn), max(turn), min(time), max(time)
       FROM ${CATALOG}.events WHERE ${whereConditions(readConditions(criteria), names)}
       GROUP BY ALL ORDER BY ALL`,
    );
  }

  const cubes = createBlockCubes();

  async function expectEqualToLook(criteria: EventCriteria): Promise<void> {
    const cube = await inTransaction(connection, () =>
      cubes.inRange(index, connection, readConditions(criteria)),
    );
    if (cube === undefined) throw new Error('there are few names');
    const terms = namesTerms(readConditions(criteria), names);
    const [blocks = [], counts = [], firstTurns = [], lastTurns = [], first = [], last = []] =
      await lookAtAll(criteria);
    expect(countByBlock(cube, terms)).toEqual(
      Array.from(blocks, (block, at) => ({ block, count: counts[at] })),
    );
    const ranges = rangesOfMatches(cube, terms);
    if (blocks.length === 0) {
      expect(ranges).toBeUndefined();
      return;
    }
    expect(ranges).toEqual({
      total: Array.from(counts).reduce((sum, count) => sum + count, 0),
      firstTurn: Math.min(...firstTurns),
      lastTurn: Math.max(...lastTurns),
      firstTime: BigInt(Math.min(...first)),
      lastTime: BigInt(Math.max(...last)),
    });
  }

  it.each(CRITERIA)('count as a look at all events does: %o', expectEqualToLook);

  it.each(CRITERIA)('rank agents by failed events as SQL does: %o', async (criteria) => {
    const conditions = readConditions(criteria);
    const ranked = await inTransaction(connection, async () => {
      const cube = await cubes.inRange(index, connection, conditions);
      if (cube === undefined) throw new Error('there are few names');
      return rankCombinations(
        cube.combinations,
        countCombinations(cube),
        namesTerms(conditions, names),
        ['agent'],
        names,
        { limit: 5, failures: 'first' },
      );
    });
    const where = whereConditions(conditions, names);
    expect(ranked).toEqual(
      await rankNames(connection, CATALOG, where, ['agent'], { limit: 5, failures: 'first' }),
    );
    const failed = ranked.ranked.map(({ failedCount }) => failedCount);
    expect(failed).toEqual(failed.toSorted((a, b) => b - a));
  });

  it('count appended events', async () => {
    await commit(EVENTS, `INSERT INTO ${CATALOG}.events ${eventRows(EVENTS, 70_000)}`);
    for (const criteria of CRITERIA) await expectEqualToLook(criteria);
  });

  it('recount blocks changed in the middle', async () => {
    await commit(
      150_000,
      `UPDATE ${CATALOG}.events SET type = 1, turn = turn + 1 WHERE seq >= 150000 AND seq < 151000`,
    );
    await commit(370_000, `INSERT INTO ${CATALOG}.events ${eventRows(370_000, 10)}`);
    for (const criteria of CRITERIA) await expectEqualToLook(criteria);
  });

  it('recount an index that was made anew', async () => {
    generation++;
    changes = new ChangeLog(0n);
    await commit(
      0,
      `DELETE FROM ${CATALOG}.events`,
      `INSERT INTO ${CATALOG}.events ${eventRows(5, 100_000)}`,
    );
    for (const criteria of CRITERIA) await expectEqualToLook(criteria);
  });

  it('are not made of names that are nearly as many as events', async () => {
    await commit(
      0,
      `UPDATE ${CATALOG}.events SET kind = seq % 90000`,
      `INSERT INTO ${CATALOG}.events
       SELECT * REPLACE (seq % 90000 AS kind) FROM (${eventRows(100_005, 300_000)}) AS added(
         seq, time, turn, type, agent, kind)`,
    );
    const cube = await inTransaction(connection, () =>
      cubes.inRange(index, connection, NO_CONDITIONS),
    );
    expect(cube).toBeUndefined();
  });
});
