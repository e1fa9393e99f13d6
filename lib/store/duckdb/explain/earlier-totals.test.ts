import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EarlierTotals } from '../../../causality/explain/explanation-window';
import { NameTable } from '../index/index-names';
import { inTransaction } from '../sql/connections';
import { queryNumbers } from '../sql/query-numbers';
import { createTables } from '../sql/schema';
import { createEarlierTotals, type EarlierTotalsReader } from './earlier-totals';
import { SELECT_OWNER, sortKeys, type SortCodes } from './sort-keys';

const CATALOG = 'run';
const AGENTS = 4;
/** More than two blocks. */
const EVENTS = 300_000;

const names = new NameTable();
for (const type of ['ACTION', 'STATE', 'DETAIL']) names.add('type', type);
for (let agent = 1; agent <= AGENTS; agent++) names.add('agent', `agent_${String(agent)}`);
const index = { catalog: CATALOG, names: () => names, generation: () => 0 };

let instance: DuckDBInstance;
let connection: DuckDBConnection;
let revision = 0;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run(`ATTACH ':memory:' AS ${CATALOG}`);
  await connection.run(createTables(CATALOG));
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** @param kind SQL of the kind of event `i` */
async function commit(from: number, count: number, kind: string): Promise<void> {
  revision += 1;
  await connection.run(
    `INSERT INTO ${CATALOG}.events (seq, turn, type, agent, kind, variable, value)
     SELECT i, hash(i, 7) % 400, 1 + hash(i) % 3, hash(i, 1) % ${String(AGENTS + 1)}, ${kind}, hash(i, 3) % 3,
       CASE WHEN hash(i, 4) % 3 = 0 THEN NULL ELSE (hash(i, 5) % 1000)::INTEGER - 500 END
     FROM range(${String(from)}, ${String(from + count)}) AS numbers(i)`,
  );
  await connection.run(`DELETE FROM ${CATALOG}.parts`);
  await connection.run(
    `INSERT INTO ${CATALOG}.parts (part, revision) VALUES (0, ${String(revision)})`,
  );
}

/** The totals by a query of all events before `seq`. */
async function lookAtAll(seq: number): Promise<ReadonlyMap<number, EarlierTotals>> {
  const keyOf = sortKeys(names);
  const [types = [], agents = [], kinds = [], variables = [], ...rest] = await queryNumbers(
    connection,
    `SELECT type, ${SELECT_OWNER} AS owner, kind, variable, count(*)::DOUBLE, coalesce(min(value), 'NaN'::DOUBLE),
            coalesce(max(value), 'NaN'::DOUBLE), max(turn)::DOUBLE
     FROM ${CATALOG}.events WHERE seq < ${String(seq)} AND type != 3 GROUP BY type, owner, kind, variable`,
  );
  const orNull = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  return new Map(
    Array.from(types, (type, at) => [
      keyOf({
        type,
        agent: agents[at] ?? 0,
        kind: kinds[at] ?? 0,
        variable: variables[at] ?? 0,
      }),
      {
        count: rest[0]?.[at] ?? 0,
        min: orNull(rest[1]?.[at]),
        max: orNull(rest[2]?.[at]),
        lastTurn: rest[3]?.[at] ?? 0,
      },
    ]),
  );
}

/** The sorts of all events, in no order. */
async function allSorts(): Promise<readonly SortCodes[]> {
  const [types = [], agents = [], kinds = [], variables = []] = await queryNumbers(
    connection,
    `SELECT DISTINCT type, ${SELECT_OWNER} AS owner, kind, variable FROM ${CATALOG}.events`,
  );
  return Array.from(types, (type, at) => ({
    type,
    agent: agents[at] ?? 0,
    kind: kinds[at] ?? 0,
    variable: variables[at] ?? 0,
  }));
}

/** Compares the totals of all sorts before a place with those of a query. @returns the number of sorts that have some */
async function check(totals: EarlierTotalsReader, seq: number): Promise<number> {
  const keyOf = sortKeys(names);
  const sorts = await allSorts();
  const expected = await lookAtAll(seq);
  const found = await inTransaction(connection, () => totals.before(index, connection, seq, sorts));
  for (const [at, codes] of sorts.entries()) {
    expect(found[at]).toEqual(expected.get(keyOf(codes)));
  }
  return expected.size;
}

it('adds whole blocks of events and the rest before a place, and sees new events', async () => {
  const totals = createEarlierTotals();
  await commit(0, EVENTS, 'hash(i, 2) % 5');
  for (const seq of [0, 1, 2 ** 17 - 1, 2 ** 17, 2 ** 17 + 1, 2 ** 18, 290_000, EVENTS]) {
    await check(totals, seq);
  }
  await commit(EVENTS, 200_000, 'hash(i, 2) % 5');
  expect(await check(totals, EVENTS + 200_000)).toBeGreaterThan(50);
});

it('counts events directly when they have too many sorts to keep', async () => {
  await commit(500_000, 200_000, '10 + i');
  expect(await check(createEarlierTotals(), 650_000)).toBeGreaterThan(90_000);
}, 30_000);
