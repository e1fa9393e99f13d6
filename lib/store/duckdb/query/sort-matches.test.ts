import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { naturalKey } from '../../../events/natural-order';
import { EVENT_ORDERS, SORT_KEYS, type EventCriteria } from '../../../filters/event-filter';
import { readConditions } from '../../../filters/read-conditions';
import { NameTable } from '../index/index-names';
import { describeEventSorts } from '../../event-sort-suite';
import { openDuckDbStore } from '../open-duckdb-store';
import { inTransaction } from '../sql/connections';
import { queryNumbers } from '../sql/query-numbers';
import { createTables } from '../sql/schema';
import { createBlockCounter } from './block-counts';
import { createBlockCubes, type BlockCubes } from './block-cubes';
import { whereConditions } from './event-query';
import { createMatchSorter } from './sort-matches';

describeEventSorts('DuckDB', openDuckDbStore);

const CATALOG = 'run';
/** Several blocks, and more events with one key than are sorted for a page. */
const EVENTS = 400_000;
const AGENTS = 12;

/**
 * Turns mostly ascend, but turn 152 has 100,000 events more. A fifth of the changes is 1, a fifth between 1 and 1.000001, the rest of
 * all sizes, with ties; a quarter of the events makes no change.
 */
const ROWS = `SELECT i, i AS time,
    CASE WHEN i % 977 = 0 THEN greatest(0, i // 1000 - 3) WHEN i BETWEEN 150000 AND 250000 THEN 152 ELSE i // 1000 END AS turn,
    1 + hash(i, 5) % 3 AS type, hash(i, 1) % ${String(AGENTS + 1)} AS agent, 0, 0, NULL,
    CASE WHEN i % 4 = 0 THEN NULL
         WHEN i % 5 = 0 THEN 1
         WHEN i % 5 = 1 THEN 1 + (hash(i, 2) % 100000)::DOUBLE * 1e-11
         WHEN i % 5 = 2 THEN 5e-324 * (hash(i, 2) % 3)
         ELSE exp((hash(i, 3) % 5000)::DOUBLE / 50 - 30) END AS change,
    hash(i, 6) % 3, hash(i, 7), i, i, NULL, 0, i * 100, 99
  FROM range(${String(EVENTS)}) AS numbers(i)`;

const CRITERIA: readonly EventCriteria[] = [
  {},
  { event_types: ['ACTION'] },
  { outcomes: ['failed'], agent_ids: ['agent_3', 'agent_10', ''] },
  { turn_start: 5, turn_end: 9 },
  { agent_ids: ['nobody'] },
];
const NO_CUBES: BlockCubes = { inRange: () => Promise.resolve(undefined) };

describe('a sort of the matches in several blocks', () => {
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
    for (const type of ['ACTION', 'STATE', 'SYSTEM']) names.add('type', type);
    for (let agent = 1; agent <= AGENTS; agent++) names.add('agent', `agent_${String(agent)}`);
    await connection.run(`INSERT INTO ${CATALOG}.events ${ROWS}`);
    await connection.run(
      `INSERT INTO ${CATALOG}.parts (part, revision, event_count) VALUES (0, 1, ${String(EVENTS)})`,
    );
    const named = names.unsaved.map(
      ({ field, code, name }) => `('${field}', ${String(code)}, '${name}', '${naturalKey(name)}')`,
    );
    await connection.run(`INSERT INTO ${CATALOG}.names VALUES ${named.join(', ')}`);
  });

  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  const KEY_ORDERS = {
    timestamp: (direction: string) => `seq ${direction}`,
    turn: (direction: string) => `turn ${direction}, seq`,
    change: (direction: string) => `change ${direction} NULLS LAST, seq`,
    agent: (direction: string) => `agent = 0, natural_key ${direction}, seq`,
  };

  describe.each([
    ['with counts by block', createBlockCubes()],
    ['when there are too many names to count', NO_CUBES],
  ])('%s', (_, cubes) => {
    const sorter = createMatchSorter(createBlockCounter(cubes), cubes);

    it.each(SORT_KEYS)(
      'has the places of a whole sort by %s',
      async (key) => {
        for (const criteria of CRITERIA) {
          for (const direction of EVENT_ORDERS) {
            const conditions = readConditions(criteria);
            const where = whereConditions(conditions, names);
            const [all = []] = await queryNumbers(
              connection,
              `SELECT seq FROM ${CATALOG}.events
             LEFT JOIN (SELECT code, natural_key FROM ${CATALOG}.names WHERE field = 'agent') ON code = agent
             WHERE ${where} ORDER BY ${KEY_ORDERS[key](direction)}`,
            );
            const expected = Array.from(all);
            const asked = `${key} ${direction} ${JSON.stringify(criteria)}`;
            await inTransaction(connection, async () => {
              const by = { key, direction };
              const sorted = await sorter.sort(index, connection, conditions, undefined, by);
              expect(sorted.total, asked).toBe(expected.length);
              const stride = Math.max(1, Math.floor(expected.length / 17));
              for (let first = 0; first < expected.length; first += stride) {
                for (const size of [1, 100, 10_000]) {
                  const last = Math.min(expected.length, first + size);
                  const places = await sorted.places(first, last);
                  if (String(places) !== String(expected.slice(first, last))) {
                    expect(places, `${asked} ${String(first)}`).toEqual(
                      expected.slice(first, last),
                    );
                  }
                }
                const place = expected[first] ?? -1;
                const found = await sorted.countBefore(place);
                expect(found, asked).toEqual({ before: first, matches: true });
              }
            });
          }
        }
      },
      120_000,
    );
  });

  it('counts the matches before an event that does not match', async () => {
    const cubes = createBlockCubes();
    const sorter = createMatchSorter(createBlockCounter(cubes), cubes);
    const conditions = readConditions({ event_types: ['ACTION'] });
    const where = whereConditions(conditions, names);
    for (const key of SORT_KEYS) {
      const order = KEY_ORDERS[key]('desc');
      const [places = [], matching = []] = await queryNumbers(
        connection,
        `SELECT seq, (${where})::INTEGER FROM ${CATALOG}.events
         LEFT JOIN (SELECT code, natural_key FROM ${CATALOG}.names WHERE field = 'agent') ON code = agent
         ORDER BY ${order}`,
      );
      let before = 0;
      await inTransaction(connection, async () => {
        const by = { key, direction: 'desc' } as const;
        const sorted = await sorter.sort(index, connection, conditions, undefined, by);
        for (const [at, place] of places.entries()) {
          if (at % 39_119 === 0) {
            const matches = matching[at] === 1;
            expect(await sorted.countBefore(place), key).toEqual({ before, matches });
          }
          before += matching[at] ?? 0;
        }
      });
    }
  }, 60_000);
});
