import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runAtOnce, runnerInThreads } from './run-statement';

async function connect(threads: number) {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  onTestFinished(() => {
    connection.closeSync();
    instance.closeSync();
  });
  return connection;
}

describe.each([
  ['runAtOnce', () => Promise.resolve(runAtOnce), 2],
  ['runnerInThreads', runnerInThreads, 3],
  ['runnerInThreads, where there is one thread', runnerInThreads, 1],
] as const)('%s', (_, runner, threads) => {
  it('runs a statement and returns the number of changed rows', async () => {
    const connection = await connect(threads);
    const run = await runner(connection);
    await run(connection, 'CREATE TABLE numbers (n BIGINT)');
    const added = await run(connection, 'INSERT INTO numbers SELECT * FROM range(300000)');
    expect(added.rowsChanged).toBe(300_000);
    const [sum] = await (await run(connection, 'SELECT sum(n) FROM numbers')).getRows();
    expect(sum).toEqual([44_999_850_000n]);
  });

  it('rejects with the error, at the start or at the end of the statement', async () => {
    const connection = await connect(threads);
    const run = await runner(connection);
    await expect(run(connection, 'SELECT nothing')).rejects.toThrow('nothing');
    const late = `SELECT CASE WHEN n = 299999 THEN error('too far') END FROM range(300000) AS t(n)`;
    await expect(run(connection, late)).rejects.toThrow('too far');
    await expect(run(connection, 'COMMIT')).rejects.toThrow('no transaction');
    expect(await (await run(connection, 'SELECT 1')).getRows()).toEqual([[1]]);
  });
});
