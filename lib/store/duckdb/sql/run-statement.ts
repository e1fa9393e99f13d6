import { setTimeout as delay } from 'node:timers/promises';
import type { DuckDBConnection, DuckDBPendingResult, DuckDBResult } from '@duckdb/node-api';
import duckdb, { type PendingResult } from '@duckdb/node-bindings';

/** How a statement is run. */
export type RunStatement = (connection: DuckDBConnection, sql: string) => Promise<DuckDBResult>;

/** As is best for what is soon done. */
export const runAtOnce: RunStatement = (connection, sql) => connection.run(sql);

/**
 * How to run what takes long and keeps but one thread busy. `run` has the thread that waits ask for work all the time,
 * which takes a core from others; here DuckDB's own threads are asked every now and then whether they are done.
 */
export async function runnerInThreads(connection: DuckDBConnection): Promise<RunStatement> {
  const reader = await connection.runAndReadAll("SELECT current_setting('threads')");
  // With one thread there is none but the one that waits.
  return reader.getRows()[0]?.[0] === 1n ? runAtOnce : runInThreads;
}

const POLL_MS = 2;

async function runInThreads(connection: DuckDBConnection, sql: string): Promise<DuckDBResult> {
  const pending = await connection.start(sql);
  const state = stateOf(pending);
  while (!duckdb.pending_execution_is_finished(duckdb.pending_execute_check_state(state))) {
    await delay(POLL_MS);
  }
  return pending.getResult();
}

/** What DuckDB's functions know a running statement by; the package has no other door to it. */
function stateOf(pending: DuckDBPendingResult): PendingResult {
  const state: unknown = pending['pending_result'];
  if (isState(state)) return state;
  throw new TypeError('a statement that was started cannot be asked whether it is done');
}

function isState(state: unknown): state is PendingResult {
  return typeof state === 'object' && state !== null;
}
