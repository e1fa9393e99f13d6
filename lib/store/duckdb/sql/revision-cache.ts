import type { DuckDBConnection } from '@duckdb/node-api';
import { LruMap } from '../../../work/lru-map';
import { queryRows } from './connections';

/** A cache of results computed from an index. An entry is valid until the next commit to the index. */
export interface RevisionCache<Value> {
  /**
   * The cached value of this key, or the result of `make`. Reads in the connection's transaction, so the value is of its
   * snapshot.
   */
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

/** @param maxEntries the size of this LRU cache */
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

/** The revision that the connection's transaction sees. It is higher after each commit, and 0 before the first. */
export async function readRevision(connection: DuckDBConnection, catalog: string): Promise<bigint> {
  const [row] = await queryRows(
    connection,
    `SELECT max(revision) AS revision FROM ${catalog}.parts`,
  );
  const revision = row?.['revision'];
  return typeof revision === 'string' ? BigInt(revision) : 0n;
}
