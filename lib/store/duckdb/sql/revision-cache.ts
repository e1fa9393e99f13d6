import type { DuckDBConnection } from '@duckdb/node-api';
import { LruMap } from '../../../work/lru-map';
import { queryRows } from './connections';

/** What was worked out of an index, kept until something is committed to it. */
export interface RevisionCache<Value> {
  /** What is known by this key, else what `make` gives. In the connection's transaction, of whose state the answer is. */
  get(
    connection: DuckDBConnection,
    catalog: string,
    key: string,
    make: () => Promise<Value>,
  ): Promise<Value>;
}

interface Entry<Value> {
  readonly revision: bigint;
  readonly value: Value;
}

/** @param maxEntries how many values are kept, the latest used */
export function createRevisionCache<Value>(maxEntries: number): RevisionCache<Value> {
  const known = new LruMap<string, Entry<Value>>(maxEntries);
  return {
    async get(connection, catalog, key, make) {
      const revision = await readRevision(connection, catalog);
      const place = `${catalog} ${key}`;
      const held = known.get(place);
      const entry = held?.revision === revision ? held : { revision, value: await make() };
      known.set(place, entry);
      return entry.value;
    },
  };
}

/** The revision of what the connection's transaction sees: higher after each commit, 0 when there was none. */
export async function readRevision(connection: DuckDBConnection, catalog: string): Promise<bigint> {
  const [row] = await queryRows(
    connection,
    `SELECT max(revision) AS revision FROM ${catalog}.parts`,
  );
  const revision = row?.['revision'];
  return typeof revision === 'string' ? BigInt(revision) : 0n;
}
