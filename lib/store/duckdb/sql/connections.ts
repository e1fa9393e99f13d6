import type {
  DuckDBConnection,
  DuckDBInstance,
  DuckDBResult,
  DuckDBValue,
  Json,
} from '@duckdb/node-api';
import { breathe, currentSignal, isBreathDue, throwIfCancelled } from '../../../work/work';
import { LentConnection } from './lent-connection';
import { runAtOnce, type RunStatement } from './run-statement';

/** A row with its values as plain JSON: 64-bit integers are strings. */
export type Row = Readonly<Record<string, Json>>;

/** Lends connections of one DuckDB instance; each serves one caller at a time. */
export interface Connections {
  /**
   * Lends a connection while `work` runs, and until its statements have ended. Cancelling the current work also interrupts its
   * statement. Statements are interrupted only here.
   */
  use<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result>;
  /** Resolves when the instance can be closed. */
  close(): Promise<void>;
}

export function lendConnections(instance: DuckDBInstance): Connections {
  const idle: DuckDBConnection[] = [];
  const connecting = new Set<Promise<DuckDBConnection>>();
  let isClosed = false;

  async function connect(): Promise<DuckDBConnection> {
    if (isClosed) throw new Error('the store is closed');
    const connected = instance.connect();
    connecting.add(connected);
    try {
      return await connected;
    } finally {
      connecting.delete(connected);
    }
  }

  return {
    async use(work) {
      throwIfCancelled();
      const connection = idle.pop() ?? (await connect());
      const lent = new LentConnection(connection);
      const stopWatching = interruptWhenCancelled(connection);
      try {
        return await work(lent);
      } catch (error) {
        // The reason for the cancellation says more than DuckDB's error for an interrupted statement.
        throwIfCancelled();
        throw error;
      } finally {
        await lent.end();
        stopWatching();
        // The state of an interrupted connection is unknown, so it is closed.
        if (isClosed || currentSignal()?.aborted === true) connection.closeSync();
        else idle.push(connection);
      }
    },
    async close() {
      isClosed = true;
      for (const connection of idle.splice(0)) connection.closeSync();
      // Another thread reads the instance while it connects.
      await Promise.allSettled(connecting);
    },
  };
}

/** The interrupt is repeated at this interval: a connection that is just starting a statement misses it. */
const INTERRUPT_AGAIN_MS = 20;

function interruptWhenCancelled(connection: DuckDBConnection): () => void {
  const signal = currentSignal();
  if (signal === undefined) return () => undefined;
  let again: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    again ??= setInterval(() => connection.interrupt(), INTERRUPT_AGAIN_MS);
  };
  if (signal.aborted) interrupt();
  signal.addEventListener('abort', interrupt, { once: true });
  return () => {
    clearInterval(again);
    signal.removeEventListener('abort', interrupt);
  };
}

/** Runs `work` in one transaction, with one snapshot. Its changes are committed together or not at all. */
export async function inTransaction<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
  run: RunStatement = runAtOnce,
): Promise<Result> {
  await connection.run('BEGIN TRANSACTION');
  try {
    const result = await work();
    await run(connection, 'COMMIT');
    return result;
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Values for the `$names` of a query. */
export interface BoundValues {
  readonly values: Readonly<Record<string, DuckDBValue>>;
}

/**
 * A list of numbers as text, from which a query makes a list: `$list::UBIGINT[]`. Binding a list of a hundred thousand values
 * blocks for a tenth of a second.
 */
export function listText(numbers: Iterable<number | bigint>): string {
  return `[${Array.from(numbers).join(',')}]`;
}

/** Runs a query with bound values and reads all its rows. */
export async function queryRows(
  connection: DuckDBConnection,
  sql: string,
  bound?: BoundValues,
): Promise<readonly Row[]> {
  const result = await ask(connection, sql, bound);
  const rows: Row[] = [];
  // Chunks of 2,048 rows.
  for await (const some of result.yieldRowObjectJson()) {
    for (const row of some) rows.push(row);
    if (isBreathDue()) await breathe();
  }
  return rows;
}

/** Runs a query and reads it column by column, the fastest way to read many rows. */
export async function queryColumns(
  connection: DuckDBConnection,
  sql: string,
  bound?: BoundValues,
): Promise<readonly (readonly DuckDBValue[])[]> {
  const result = await ask(connection, sql, bound);
  const columns = Array.from({ length: result.columnCount }, (): DuckDBValue[] => []);
  for await (const chunk of result) {
    for (const [at, values] of chunk.getColumns().entries()) {
      for (const value of values) columns[at]?.push(value);
    }
    if (isBreathDue()) await breathe();
  }
  return columns;
}

/** Without bound values there is no need to prepare the query, which saves half a millisecond. */
function ask(
  connection: DuckDBConnection,
  sql: string,
  bound: BoundValues | undefined,
): Promise<DuckDBResult> {
  throwIfCancelled();
  if (bound === undefined) return connection.run(sql);
  return connection.run(sql, { ...bound.values });
}

/** A number in a row; `null` when it is NULL. Counts and byte offsets fit a double. */
export function numberOf(row: Row | undefined, column: string): number | null {
  const value = row?.[column];
  return value === null || value === undefined ? null : Number(value);
}

/** A text in a row; empty when it is NULL. */
export function textOf(row: Row | undefined, column: string): string {
  const value = row?.[column];
  return typeof value === 'string' ? value : '';
}
