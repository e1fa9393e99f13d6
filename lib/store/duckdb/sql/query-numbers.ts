import {
  DuckDBTypeId,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBMaterializedResult,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { throwIfCancelled } from '../../../work/work';
import type { BoundValues } from './connections';

/** What a query gives, column by column. */
export type NumberColumns = readonly Float64Array[];

/**
 * Runs a query of numbers that fit a double and are never NULL: the quickest way to many rows, for their memory is copied
 * and no value is made of them. @throws {TypeError} when a column is not of numbers
 */
export async function queryNumbers(
  connection: DuckDBConnection,
  sql: string,
  bound?: BoundValues,
): Promise<NumberColumns> {
  throwIfCancelled();
  // A query without bound values need not be prepared first: half a millisecond less.
  const result =
    bound === undefined
      ? await connection.run(sql)
      : await connection.run(sql, { ...bound.values });
  const chunks = await result.fetchAllChunks();
  return Array.from({ length: result.columnCount }, (_, at) => readColumn(result, chunks, at));
}

function readColumn(
  result: DuckDBMaterializedResult,
  chunks: readonly DuckDBDataChunk[],
  at: number,
): Float64Array {
  const reader = READERS.get(result.columnTypeId(at));
  if (reader === undefined) {
    throw new TypeError(`column ${result.columnName(at)} is ${String(result.columnType(at))}`);
  }
  const column = new Float64Array(chunks.reduce((count, { rowCount }) => count + rowCount, 0));
  let row = 0;
  for (const { chunk, rowCount } of chunks) {
    const vector = duckdb.data_chunk_get_vector(chunk, at);
    const { buffer, byteOffset } = duckdb.vector_get_data(vector, rowCount * reader.bytes);
    column.set(reader.read(buffer, byteOffset, rowCount), row);
    row += rowCount;
  }
  return column;
}

interface NumberReader {
  /** Of one value. */
  readonly bytes: number;
  readonly read: (memory: ArrayBufferLike, at: number, count: number) => ArrayLike<number>;
}

const READERS: ReadonlyMap<DuckDBTypeId, NumberReader> = new Map([
  [DuckDBTypeId.DOUBLE, { bytes: 8, read: (memory, at, n) => new Float64Array(memory, at, n) }],
  [DuckDBTypeId.INTEGER, { bytes: 4, read: (memory, at, n) => new Int32Array(memory, at, n) }],
  [DuckDBTypeId.UINTEGER, { bytes: 4, read: (memory, at, n) => new Uint32Array(memory, at, n) }],
  [DuckDBTypeId.USMALLINT, { bytes: 2, read: (memory, at, n) => new Uint16Array(memory, at, n) }],
  [
    DuckDBTypeId.BIGINT,
    {
      bytes: 8,
      read: (memory, at, n) => Float64Array.from(new BigInt64Array(memory, at, n), Number),
    },
  ],
] satisfies [DuckDBTypeId, NumberReader][]);
