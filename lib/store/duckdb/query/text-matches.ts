import type { DuckDBConnection } from '@duckdb/node-api';
import { openPart, PartMovedError } from '../../../files/open-part';
import { lineSearches, type LineSearch } from '../../../filters/line-search';
import type { Conditions } from '../../../filters/read-conditions';
import type { ScanPool } from '../../../scan/scan-pool';
import type { Connections } from '../sql/connections';
import { LruMap } from '../../../work/lru-map';
import { createSharedWork } from '../../../work/share-work';
import { breathe, during, outsideWork } from '../../../work/work';
import { FilesChangedError } from '../index/read-events';
import { lookThrough } from '../sql/look-through';
import type { RowLender } from '../ingest/scanned-rows';
import type { StoreLanes } from '../sql/store-lanes';
import type { PartState, SimulationIndex } from '../index/simulation-index';

/** The events with a text. The files are searched once; the result is cached, and extended as the files grow. */
export interface TextMatches {
  /**
   * Runs `work` with the SQL condition on `events` for events with the text, among those indexed at this moment. Without a text
   * the condition is `undefined`.
   */
  use<Result>(
    index: SimulationIndex,
    text: string | undefined,
    work: (condition: string | undefined) => Promise<Result>,
  ): Promise<Result>;
  /** The same for all conditions that lines decide: the text and the fields. */
  useAll<Result>(
    index: SimulationIndex,
    conditions: Conditions,
    work: (condition: string | undefined) => Promise<Result>,
  ): Promise<Result>;
}

export interface TextMatchesOptions {
  readonly connections: Connections;
  readonly lender: RowLender;
  readonly pool: ScanPool;
  readonly lanes: StoreLanes;
  /** The size of the cache, in texts. Default 8. */
  readonly maxTexts?: number;
}

const SEGMENT_BYTES = 8 * 1024 * 1024;
/** Results are stored each time this many bytes have been searched, even if no request waits for the rest. */
const STEP_BYTES = 64 * 1024 * 1024;
/** A place is the number of a part above this many bits of a byte offset. */
const OFFSET_BITS = 44;

/** The matches of one text in one simulation, as a table of places. */
interface Matches {
  readonly table: string;
  readonly generation: number;
  /** By the identity of a file: the byte up to which it was searched. */
  readonly searchedBytes: Map<string, number>;
  users: number;
  /** No longer in the cache. Its last user drops the table. */
  isForgotten: boolean;
  isMade: boolean;
  /** The running search. */
  search: Promise<void>;
}

export function createTextMatches(options: TextMatchesOptions): TextMatches {
  const { connections, lender, pool, lanes, maxTexts = 8 } = options;
  // Unlimited, because texts in use stay beyond `maxTexts`.
  const known = new LruMap<string, Matches>(Infinity);
  const searches = createSharedWork<undefined>();
  let nextTable = 1;

  /** Counts the caller as a user. */
  async function matchesOf(index: SimulationIndex, search: LineSearch): Promise<Matches> {
    const key = `${index.catalog} ${JSON.stringify(search)}`;
    const held = known.get(key);
    if (held?.generation === index.generation()) {
      held.users++;
      return held;
    }
    if (held !== undefined) await forget(key, held);
    const table = `memory.main.text_matches_${String(nextTable++)}`;
    const matches: Matches = {
      table,
      generation: index.generation(),
      searchedBytes: new Map(),
      users: 1,
      isForgotten: false,
      isMade: false,
      search: Promise.resolve(),
    };
    known.set(key, matches);
    await forgetUnused();
    return matches;
  }

  async function forgetUnused(): Promise<void> {
    for (const [key, matches] of known) {
      if (known.size <= maxTexts) return;
      if (matches.users === 0) await forget(key, matches);
    }
  }

  async function forget(key: string, matches: Matches): Promise<void> {
    known.delete(key);
    matches.isForgotten = true;
    if (matches.users === 0) await drop(matches);
  }

  /** Not bound to a request, so that a cancelled user drops it too. */
  function drop({ table, search }: Matches): Promise<void> {
    return outsideWork(async () => {
      await search.catch(() => undefined);
      await connections.use((connection) => connection.run(`DROP TABLE IF EXISTS ${table}`));
    });
  }

  function unsearched(matches: Matches, parts: readonly PartState[]): readonly PartState[] {
    return parts.filter(
      ({ found, indexed }) =>
        (matches.searchedBytes.get(found.identity) ?? 0) < indexed.indexedBytes,
    );
  }

  /** Runs one search for all simultaneous requests for the text; different texts are searched one after another. */
  function searchTogether(
    { simulationId }: SimulationIndex,
    matches: Matches,
    parts: readonly PartState[],
    search: LineSearch,
  ): Promise<undefined> {
    return during('searching for the text', () =>
      searches.share(matches.table, () =>
        lanes.run('search', simulationId, async () => {
          matches.search = searchNews(matches, parts, search);
          await matches.search;
          return undefined;
        }),
      ),
    );
  }

  async function searchNews(
    matches: Matches,
    parts: readonly PartState[],
    search: LineSearch,
  ): Promise<void> {
    const { table, searchedBytes } = matches;
    if (!matches.isMade) {
      await connections.use((connection) =>
        connection.run(`CREATE TABLE IF NOT EXISTS ${table} (place BIGINT)`),
      );
      matches.isMade = true;
    }
    for (const part of unsearched(matches, parts)) {
      const { identity } = part.found;
      const end = part.indexed.indexedBytes;
      for (let from = searchedBytes.get(identity) ?? 0; from < end; from += STEP_BYTES) {
        await breathe();
        const to = Math.min(from + STEP_BYTES, end);
        const offsets = await searchPart(part, from, to, search);
        await connections.use((connection) => store(connection, table, part, offsets));
        searchedBytes.set(identity, to);
      }
    }
  }

  /** Searches the lines that begin in a range of bytes. */
  async function searchPart(
    { found, indexed }: PartState,
    fromByte: number,
    toByte: number,
    search: LineSearch,
  ): Promise<readonly Float64Array[]> {
    const file = await openPart(found).catch((error: unknown) => {
      if (!(error instanceof PartMovedError)) throw error;
      throw new FilesChangedError(error.message, false, { cause: error });
    });
    const segments: Promise<Float64Array>[] = [];
    try {
      for (let from = fromByte; from < toByte; from += SEGMENT_BYTES) {
        const segment = {
          fileDescriptor: file.fd,
          fromByte: from,
          toByte: Math.min(from + SEGMENT_BYTES, toByte),
          isAligned: from === 0,
          fileBytes: indexed.indexedBytes,
        };
        segments.push(pool.search(segment, search));
      }
      return await Promise.all(segments);
    } finally {
      // The file must stay open while a thread reads from it.
      await Promise.allSettled(segments);
      await file.close();
    }
  }

  function store(
    connection: DuckDBConnection,
    table: string,
    { indexed: { part } }: PartState,
    offsets: readonly Float64Array[],
  ): Promise<void> {
    return lender.lendOffsets(offsets, async (handle) => {
      await connection.run(
        `INSERT INTO ${table} SELECT ${placeOf(String(part), 'byte_offset')} FROM lent_offsets(${handle})`,
      );
    });
  }

  async function useSearch<Result>(
    index: SimulationIndex,
    search: LineSearch,
    work: (condition: string) => Promise<Result>,
  ): Promise<Result> {
    const matches = await matchesOf(index, search);
    try {
      const parts = index.parts();
      // A search that began earlier may have covered less. After a failed search the next one continues where it ended.
      while (!matches.isMade || unsearched(matches, parts).length > 0) {
        await lanes.without(() => searchTogether(index, matches, parts, search));
      }
      // The comment makes the condition differ after each further search, so that counts cached for it are not used again.
      const bytes = [...matches.searchedBytes.values()].reduce((sum, to) => sum + to, 0);
      const places = `FROM ${matches.table} /* of ${String(bytes)} bytes */`;
      return await lookThrough(() => work(`${placeOf('part', 'byte_offset')} IN (${places})`));
    } finally {
      matches.users--;
      if (matches.isForgotten && matches.users === 0) await drop(matches);
    }
  }

  function useSearches<Result>(
    index: SimulationIndex,
    searches: readonly LineSearch[],
    work: (condition: string | undefined) => Promise<Result>,
    found: readonly string[] = [],
  ): Promise<Result> {
    const [search, ...others] = searches;
    if (search !== undefined) {
      return useSearch(index, search, (condition) =>
        useSearches(index, others, work, [...found, condition]),
      );
    }
    if (found.length > 0) return work(found.join(' AND '));
    return lookThrough(() => work(undefined));
  }

  return {
    use: (index, text, work) => useSearches(index, text === undefined ? [] : [{ text }], work),
    useAll: (index, conditions, work) => useSearches(index, lineSearches(conditions), work),
  };
}

/** A part and a byte offset as one number. */
function placeOf(part: string, byteOffset: string): string {
  return `((${part}::BIGINT << ${String(OFFSET_BITS)}) | ${byteOffset})`;
}
