import type {
  DuckDBConnection,
  DuckDBInstance,
  DuckDBResult,
  DuckDBValue,
  Json,
} from '@duckdb/node-api';
import { breathe, currentSignal, isBreathDue, throwIfCancelled } from '../../../work/work';
import { runAtOnce, type RunStatement } from './run-statement';

/** A row with its values as plain JSON: 64-bit integers come as strings. */
export type Row = Readonly<Record<string, Json>>;

/** Lends connections of one DuckDB instance; each serves one caller at a time. */
export interface Connections {
  /**
   * Lends a connection for as long as `work` runs. When the work under way is cancelled, so is the statement under way:
   * the only place where one is.
   */
  use<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result>;
  close(): void;
}

export function lendConnections(instance: DuckDBInstance): Connections {
  const idle: DuckDBConnection[] = [];
  let isClosed = false;
  return {
    async use(work) {
      throwIfCancelled();
      const connection = idle.pop() ?? (await instance.connect());
      const stopWatching = interruptWhenCancelled(connection);
      try {
        return await work(connection);
      } catch (error) {
        // Of a statement that was interrupted: the reason says more.
        throwIfCancelled();
        throw error;
      } finally {
        stopWatching();
        // Of one that was interrupted it is not known what it was in the middle of.
        if (isClosed || currentSignal()?.aborted === true) connection.closeSync();
        else idle.push(connection);
      }
    },
    close() {
      isClosed = true;
      for (const connection of idle.splice(0)) connection.closeSync();
    },
  };
}

/** How often a connection is told again: one that begins a statement at that very moment does not hear. */
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

/** Runs `work` in one transaction: it sees one state, and all of it happens or nothing. */
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
 * A list of numbers as text, for a query to make one of: `$list::UBIGINT[]`. A list of a hundred thousand values takes a
 * tenth of a second to bind, one by one and in one go.
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
  // A chunk of 2,048 rows at a time.
  for await (const some of result.yieldRowObjectJson()) {
    for (const row of some) rows.push(row);
    if (isBreathDue()) await breathe();
  }
  return rows;
}

/** Runs a query and reads it column by column: the quickest way to many rows. */
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

/** A query without bound values need not be prepared first: half a millisecond less. */
function ask(
  connection: DuckDBConnection,
  sql: string,
  bound: BoundValues | undefined,
): Promise<DuckDBResult> {
  throwIfCancelled();
  if (bound === undefined) return connection.run(sql);
  return connection.run(sql, { ...bound.values });
}

/** A number of a row; `null` when it is NULL. Counts and byte offsets fit a double. */
export function numberOf(row: Row | undefined, column: string): number | null {
  const value = row?.[column];
  return value === null || value === undefined ? null : Number(value);
}

/** A text of a row; empty when it is NULL. */
export function textOf(row: Row | undefined, column: string): string {
  const value = row?.[column];
  return typeof value === 'string' ? value : '';
}
