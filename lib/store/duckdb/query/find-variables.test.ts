import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { naturalKey } from '../../../events/natural-order';
import { describeVariables } from '../../variables-suite';
import { createBlockCubes, type BlockCubes } from './block-cubes';
import { numberOf, queryRows, textOf } from '../sql/connections';
import { findVariables } from './find-variables';
import { NameTable } from '../index/index-names';
import { openDuckDbStore } from '../open-duckdb-store';
import { createTables } from '../sql/schema';

const CATALOG = 'run';
/** Several blocks. */
const EVENTS = 300_000;
const AGENTS = 5;
const KINDS = 30;

/** Turns ascend, except for every 977th event. Variables of the later kinds are not set again after some turns. */
const ROWS = `SELECT i, i AS time, CASE WHEN i % 977 = 0 THEN i // 1500 ELSE i // 1000 END AS turn, 1 AS type,
    hash(i, 1) % ${String(AGENTS + 1)} AS agent, 1 + hash(i, 2) % least(${String(KINDS)}, 1 + (400000 - i) // 9000) AS kind,
    CASE WHEN hash(i, 1) % ${String(AGENTS + 1)} = 0 THEN 1 ELSE hash(i, 3) % 3 END AS variable,
    NULL, NULL, 0, 0, i, i, NULL, 0, i * 100, 99
  FROM range(${String(EVENTS)}) AS numbers(i)`;

const NO_CUBES: BlockCubes = { inRange: () => Promise.resolve(undefined) };

describeVariables('DuckDB', openDuckDbStore);

describe('the latest setting of each variable in a run of several blocks', () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  const names = new NameTable();
  const index = {
    catalog: CATALOG,
    names: () => names,
    generation: () => 0,
    unchangedBefore: () => 0,
  };

  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    await connection.run(`ATTACH ':memory:' AS ${CATALOG}`);
    await connection.run(createTables(CATALOG));
    for (let agent = 1; agent <= AGENTS; agent++) names.add('agent', `agent_${String(agent)}`);
    for (let kind = 1; kind <= KINDS; kind++) names.add('kind', `kind_${String(kind)}`);
    await connection.run(`INSERT INTO ${CATALOG}.events ${ROWS}`);
    const named = names.unsaved.map(
      ({ field, code, name }) => `('${field}', ${String(code)}, '${name}', '${naturalKey(name)}')`,
    );
    await connection.run(`INSERT INTO ${CATALOG}.names VALUES ${named.join(', ')}`);
  });

  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  /** The place of the latest setting of each variable up to a turn, by name. */
  async function lookThrough(turn: number): Promise<ReadonlyMap<string, number>> {
    const rows = await queryRows(
      connection,
      `SELECT CASE variable WHEN 1 THEN '' ELSE agents.name END || ':' || kinds.name AS name, max(seq) AS seq
       FROM ${CATALOG}.events
       LEFT JOIN ${CATALOG}.names AS agents ON agents.field = 'agent' AND agents.code = agent
       JOIN ${CATALOG}.names AS kinds ON kinds.field = 'kind' AND kinds.code = kind
       WHERE variable != 0 AND turn <= ${String(turn)} GROUP BY ALL`,
    );
    return new Map(rows.map((row) => [textOf(row, 'name'), numberOf(row, 'seq') ?? -1]));
  }

  it.each([
    ['with counts by block', createBlockCubes()],
    ['when there are too many names to count', NO_CUBES],
  ])('is found %s', async (_, cubes) => {
    for (const turns of [
      [299, 298, 250],
      [130, 129, 64],
      [0, -1],
      [66, 66, 1],
      [5000, 120, 2],
    ]) {
      const atTurns = (): Promise<readonly number[]> => Promise.resolve(turns);
      const found = await findVariables(index, connection, cubes, atTurns, { limit: 1000 });
      expect(found.turns).toEqual({ first: 0, last: 299 });
      expect(found.has_settings).toBe(true);
      for (const [at, turn] of turns.entries()) {
        const places = found.variables.flatMap(({ agent_id, variable_name, rows }) => {
          const place = numberOf(rows[at] ?? undefined, 'seq');
          return place === null ? [] : [[`${agent_id ?? ''}:${variable_name}`, place] as const];
        });
        expect(new Map(places)).toEqual(await lookThrough(turn));
      }
    }
  });
});
