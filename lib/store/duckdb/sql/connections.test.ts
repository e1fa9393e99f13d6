import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished } from 'vitest';
import { openWork } from '../../../work/work';
import { inTransaction, lendConnections, queryRows } from './connections';

/** Runs for minutes. */
const ENDLESS = 'SELECT count(*) AS n FROM range(1000000000000) WHERE range % 7 = 3';

async function open() {
  const instance = await DuckDBInstance.create(':memory:');
  const connections = lendConnections(instance);
  onTestFinished(() => {
    connections.close();
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
