import type { DuckDBConnection } from '@duckdb/node-api';
import { createSharedWork } from '../../../work/share-work';
import { breathe, isBreathDue } from '../../../work/work';
import { createRevisionCache, readRevision } from '../sql/revision-cache';
import { queryNumbers, type NumberColumns } from '../sql/query-numbers';
import type { CountedIndex } from './block-cubes';
import type { KeyGroup } from './key-group';
import { meetsTerms, type NamesTerms } from './rank-combinations';

/**
 * A cache of event counts by groups of the size of change and by names, one per index. Any criteria on names are answered from
 * it without reading events.
 */
export interface ChangeCubes {
  /**
   * The groups of the events whose names meet the terms, in ascending order. `undefined` when the events have too many different
   * names.
   */
  count(
    index: CountedIndex,
    connection: DuckDBConnection,
    group: string,
    terms: NamesTerms,
  ): Promise<readonly KeyGroup[] | undefined>;
}

/** The size of the cache, in indexes. */
const MAX_KEPT = 4;
/** With more cells than this none are kept. A cell takes 64 bytes. */
const MAX_CELLS = 2 ** 18;

export function createChangeCubes(): ChangeCubes {
  const cache = createRevisionCache<NumberColumns | undefined>(MAX_KEPT);
  const counting = createSharedWork<NumberColumns | undefined>();

  async function countCells(
    { catalog, generation }: CountedIndex,
    connection: DuckDBConnection,
    group: string,
  ): Promise<NumberColumns | undefined> {
    const revision = await readRevision(connection, catalog);
    const key = `${catalog} ${String(generation())} ${String(revision)}`;
    return counting.share(key, async () => {
      const cells = await queryNumbers(
        connection,
        `SELECT * FROM (
           SELECT ${group} AS key_group, type, agent, kind, outcome::UINTEGER, count(*)::DOUBLE,
                  min(change)::DOUBLE, max(change)::DOUBLE
           FROM ${catalog}.events WHERE change IS NOT NULL
           GROUP BY key_group, type, agent, kind, outcome LIMIT ${String(MAX_CELLS + 1)}
         ) ORDER BY key_group`,
      );
      return (cells[0]?.length ?? 0) > MAX_CELLS ? undefined : cells;
    });
  }

  return {
    async count(index, connection, group, terms) {
      const cells = await cache.get(connection, index.catalog, String(index.generation()), () =>
        countCells(index, connection, group),
      );
      if (cells === undefined) return undefined;
      const [places = [], types = [], agents = [], kinds = [], outcomes = [], ...rest] = cells;
      const [counts = [], lows = [], highs = []] = rest;
      const groups: { place: number; count: number; low: number; high: number }[] = [];
      for (const [at, place] of places.entries()) {
        if (isBreathDue()) await breathe();
        const names = {
          type: types[at] ?? 0,
          agent: agents[at] ?? 0,
          kind: kinds[at] ?? 0,
          outcome: outcomes[at] ?? 0,
        };
        if (!meetsTerms(terms, names)) continue;
        const [count, low, high] = [counts[at] ?? 0, lows[at] ?? 0, highs[at] ?? 0];
        const last = groups.at(-1);
        if (last?.place !== place) {
          groups.push({ place, count, low, high });
          continue;
        }
        last.count += count;
        last.low = Math.min(last.low, low);
        last.high = Math.max(last.high, high);
      }
      return groups;
    },
  };
}
