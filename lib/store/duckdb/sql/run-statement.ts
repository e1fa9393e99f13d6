import { setTimeout as delay } from 'node:timers/promises';
import type { DuckDBConnection, DuckDBPendingResult, DuckDBResult } from '@duckdb/node-api';
import duckdb, { type PendingResult } from '@duckdb/node-bindings';

/** A way of running a statement. */
export type RunStatement = (connection: DuckDBConnection, sql: string) => Promise<DuckDBResult>;

/** For short statements. */
export const runAtOnce: RunStatement = (connection, sql) => connection.run(sql);

/**
 * For long statements that keep only one thread busy. With `run` the waiting thread polls for work all the time, which costs
 * another core. Here the statement runs in DuckDB's own threads and is polled at intervals.
 */
export async function runnerInThreads(connection: DuckDBConnection): Promise<RunStatement> {
  const reader = await connection.runAndReadAll("SELECT current_setting('threads')");
  // With one thread, the waiting thread is the only one.
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

/** DuckDB's handle of a running statement. The package does not offer it otherwise. */
function stateOf(pending: DuckDBPendingResult): PendingResult {
  const state: unknown = pending['pending_result'];
  if (isState(state)) return state;
  throw new TypeError('the state of a running statement is not available');
}

function isState(state: unknown): state is PendingResult {
  return typeof state === 'object' && state !== null;
}
