import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { queryNumbers } from './query-numbers';

async function connect() {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  onTestFinished(() => {
    connection.closeSync();
  });
  return connection;
}

describe('queryNumbers', () => {
  it.each(['DOUBLE', 'INTEGER', 'UINTEGER', 'USMALLINT', 'BIGINT'])(
    'reads a column of %s, over many chunks',
    async (type) => {
      const [column] = await queryNumbers(
        await connect(),
        `SELECT range::${type} FROM range(5000)`,
      );
      expect(column).toEqual(Float64Array.from({ length: 5000 }, (_, i) => i));
    },
  );

  it('keeps signs, and numbers beyond 32 bits', async () => {
    const columns = await queryNumbers(
      await connect(),
      'SELECT -7::INTEGER, -9007199254740991::BIGINT, 4294967295::UINTEGER, 2.5::DOUBLE',
    );
    expect(columns.map(([value]) => value)).toEqual([-7, -9007199254740991, 4294967295, 2.5]);
  });

  it('gives each column without any row, too', async () => {
    const columns = await queryNumbers(await connect(), 'SELECT 1, 2 WHERE $no', {
      values: { no: false },
    });
    expect(columns).toEqual([new Float64Array(), new Float64Array()]);
  });

  it('refuses what is not a number', async () => {
    await expect(queryNumbers(await connect(), "SELECT 'seven' AS name")).rejects.toThrow(
      'column name is VARCHAR',
    );
  });
});
