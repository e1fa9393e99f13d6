import type { DuckDBConnection } from '@duckdb/node-api';
import type { BoundValues } from './connections';
import { queryNumbers, type NumberColumns } from './query-numbers';

/** A query of numbers; see {@link queryNumbers}. */
export interface NumberQuery {
  /** All queries that are asked together give as many columns. */
  readonly sql: string;
  readonly bound?: BoundValues | undefined;
}

/** Asks a query of numbers. */
export type AskNumbers = (query: NumberQuery) => Promise<NumberColumns>;

/**
 * Asks queries over one connection, one at a time. Those that are asked at the same moment are asked as one: to plan and to
 * send a small query takes longer than to run it, and DuckDB runs the parts of one side by side.
 */
export function askTogether(connection: DuckDBConnection): AskNumbers {
  /** Queries that are asked at this moment, and the answer that they will share. */
  let moment: Moment | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn(sql: string, bound?: BoundValues): Promise<NumberColumns> {
    const asked = last.then(() => queryNumbers(connection, sql, bound));
    last = asked.catch(() => undefined);
    return asked;
  }

  function beginMoment(): Moment {
    const queries: string[] = [];
    // Once all is done that needs no answer of the database.
    const end = new Promise((resolve) => setImmediate(resolve));
    const answer = end.then(() => {
      moment = undefined;
      return inTurn(
        queries.map((sql, at) => `SELECT ${String(at)}, * FROM (${sql})`).join(' UNION ALL '),
      );
    });
    return { queries, answer };
  }

  return async ({ sql, bound }) => {
    // Two may give the same names to their values.
    if (bound !== undefined) return inTurn(sql, bound);
    moment ??= beginMoment();
    const { queries, answer } = moment;
    const at = queries.includes(sql) ? queries.indexOf(sql) : queries.push(sql) - 1;
    const [askedAt, ...columns] = await answer;
    return askedAt === undefined || queries.length === 1 ? columns : ownRows(columns, askedAt, at);
  };
}

/** By loops: `filter` takes longer than the query that gave the rows. */
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
