import { setTimeout as delay } from 'node:timers/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { expect, it, onTestFinished } from 'vitest';
import { openWork } from '../../../work/work';
import { inTransaction, lendConnections, queryRows } from './connections';

/** Runs for minutes. */
const ENDLESS = 'SELECT count(*) AS n FROM range(1000000000000) WHERE range % 7 = 3';

async function open() {
  const instance = await DuckDBInstance.create(':memory:');
  const connections = lendConnections(instance);
  onTestFinished(async () => {
    await connections.close();
    instance.closeSync();
  });
  return connections;
}

it('interrupts the statement of work that is cancelled, in a transaction too, and serves the next', async () => {
  const connections = await open();
  const work = openWork();
  const asked = work.run(() =>
    connections.use((connection) =>
      inTransaction(connection, () => queryRows(connection, ENDLESS)),
    ),
  );
  setTimeout(() => work.cancel('its client has gone'), 50);
  await expect(asked).rejects.toThrow('The answer was given up: its client has gone.');
  const next = connections.use((connection) =>
    inTransaction(connection, () => queryRows(connection, 'SELECT 1 AS n')),
  );
  expect(await next).toEqual([{ n: 1 }]);
});

it('interrupts no other statement', async () => {
  const connections = await open();
  const work = openWork();
  const cancelled = work.run(() => connections.use((connection) => queryRows(connection, ENDLESS)));
  const sql = 'SELECT count(*) AS n FROM range(100000000) WHERE range % 7 = 3';
  const other = connections.use((connection) => queryRows(connection, sql));
  work.cancel('its client has gone');
  await expect(cancelled).rejects.toThrow('its client has gone');
  expect(await other).toEqual([{ n: '14285714' }]);
});

it('begins no statement for work that is cancelled already', async () => {
  const connections = await open();
  const work = openWork();
  const asked = work.run(() =>
    connections.use(async (connection) => {
      work.cancel('its client has gone');
      return queryRows(connection, ENDLESS);
    }),
  );
  await expect(asked).rejects.toThrow('its client has gone');
});

it('is closed after the statement that cancelled work left behind', async () => {
  const connections = await open();
  const work = openWork();
  let outcome: unknown;
  const asked = work.run(() =>
    connections.use(async (connection) => {
      void connection.run(ENDLESS).catch((error: unknown) => (outcome = error));
      await delay(20);
      work.cancel('its client has gone');
      throw new Error('one of two queries failed');
    }),
  );
  await expect(asked).rejects.toThrow('its client has gone');
  expect(String(outcome)).toMatch(/interrupt/i);
});

it('serves the next caller when no statement of the last one runs', async () => {
  const connections = await open();
  const sql = 'SELECT count(*) AS n FROM range(20000000) WHERE range % 7 = 3';
  let outcome: unknown;
  let returned: DuckDBConnection | undefined;
  const failed = connections.use(async (connection) => {
    returned = connection;
    void connection.run(sql).then((result) => (outcome = result));
    await delay(1);
    throw new Error('one of two queries failed');
  });
  await expect(failed).rejects.toThrow('one of two queries failed');
  expect(outcome).toBeDefined();
  await expect(returned?.run('SELECT 1')).rejects.toThrow('taken back');
});

it('refuses to connect after it was closed', async () => {
  const connections = await open();
  await connections.close();
  const asked = connections.use((connection) => queryRows(connection, 'SELECT 1 AS n'));
  await expect(asked).rejects.toThrow('the store is closed');
});
