import type { DuckDBConnection } from '@duckdb/node-api';
import type { BoundValues } from './connections';
import { queryNumbers, type NumberColumns } from './query-numbers';

/** A query of numbers; see {@link queryNumbers}. */
export interface NumberQuery {
  readonly sql: string;
  /** All parts of one statement have the same number of columns. Each answer is checked against it. */
  readonly columnCount: number;
  readonly bound?: BoundValues | undefined;
}

/** Runs a query of numbers. */
export type AskNumbers = (query: NumberQuery) => Promise<NumberColumns>;

/**
 * Runs queries over one connection, one at a time. Simultaneous queries with the same number of columns are joined into one
 * statement: planning and sending a small query takes longer than running it, and DuckDB runs the parts of a statement in
 * parallel.
 */
export function askTogether(connection: DuckDBConnection): AskNumbers {
  /** The statements being collected, by the number of columns. */
  const moments = new Map<number, Moment>();
  let last: Promise<unknown> = Promise.resolve();

  async function run({ sql, columnCount, bound }: NumberQuery): Promise<NumberColumns> {
    const columns = await queryNumbers(connection, sql, bound);
    if (columns.length === columnCount) return columns;
    throw new TypeError(
      `a query has ${String(columns.length)} columns, not ${String(columnCount)}: ${sql}`,
    );
  }

  function inTurn(query: NumberQuery): Promise<NumberColumns> {
    const asked = last.then(() => run(query));
    last = asked.catch(() => undefined);
    return asked;
  }

  function momentOf(columnCount: number): Moment {
    const begun = moments.get(columnCount);
    if (begun !== undefined) return begun;
    const queries: string[] = [];
    // Collecting ends when all work that does not wait for the database is done.
    const end = new Promise((resolve) => setImmediate(resolve));
    const answer = end.then(() => {
      moments.delete(columnCount);
      const parts = queries.map((sql, at) => `SELECT ${String(at)}, * FROM (${sql})`);
      return inTurn({ sql: parts.join(' UNION ALL '), columnCount: columnCount + 1 });
    });
    const moment = { queries, answer };
    moments.set(columnCount, moment);
    return moment;
  }

  return async (query) => {
    // Two queries may use the same names for their values, so they are not joined.
    if (query.bound !== undefined) return inTurn(query);
    const { queries, answer } = momentOf(query.columnCount);
    const { sql } = query;
    const at = queries.includes(sql) ? queries.indexOf(sql) : queries.push(sql) - 1;
    const [askedAt, ...columns] = await answer;
    return askedAt === undefined || queries.length === 1 ? columns : ownRows(columns, askedAt, at);
  };
}

/** Plain loops: `filter` takes longer than the query itself. */
function ownRows(columns: NumberColumns, askedAt: Float64Array, at: number): NumberColumns {
  let count = 0;
  for (const other of askedAt) if (other === at) count += 1;
  return columns.map((column) => {
    const own = new Float64Array(count);
    let to = 0;
    for (let row = 0; to < count; row++) if (askedAt[row] === at) own[to++] = column[row] ?? 0;
    return own;
  });
}

interface Moment {
  readonly queries: string[];
  readonly answer: Promise<NumberColumns>;
}
