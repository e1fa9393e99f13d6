import { DuckDBConnection } from '@duckdb/node-api';
import type { Connection } from '@duckdb/node-bindings';

type Run = DuckDBConnection['run'];
type Stream = DuckDBConnection['stream'];
type Start = DuckDBConnection['start'];
type Values = Parameters<Run>[1];
type Types = Parameters<Run>[2];

/**
 * A connection as it is lent to one caller. Its statements run in other threads, and the process crashes when the connection is
 * closed meanwhile. A caller may fail while a statement runs, for example when one of two simultaneous queries fails.
 */
export class LentConnection extends DuckDBConnection {
  readonly #running = new Set<Promise<unknown>>();
  #isEnded = false;

  constructor(connection: DuckDBConnection) {
    super(handleOf(connection));
  }

  override run(sql: string, values?: Values, types?: Types): ReturnType<Run> {
    return this.#watch(() => super.run(sql, values, types));
  }

  override stream(sql: string, values?: Values, types?: Types): ReturnType<Stream> {
    return this.#watch(() => super.stream(sql, values, types));
  }

  override start(sql: string, values?: Values, types?: Types): ReturnType<Start> {
    return this.#watch(() => super.start(sql, values, types));
  }

  /** Takes the connection back: refuses further statements, and resolves when none runs any more. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await Promise.allSettled(this.#running);
  }

  async #watch<Result>(start: () => Promise<Result>): Promise<Result> {
    if (this.#isEnded) throw new Error('the connection has been taken back');
    const running = start();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }
}

/** DuckDB's handle of a connection. The package does not offer it otherwise. */
function handleOf(connection: DuckDBConnection): Connection {
  const handle: unknown = connection['connection'];
  if (isHandle(handle)) return handle;
  throw new TypeError('the handle of a connection is not available');
}

function isHandle(handle: unknown): handle is Connection {
  return typeof handle === 'object' && handle !== null;
}
