import type { DuckDBConnection } from '@duckdb/node-api';
import { openPart, PartMovedError } from '../../files/open-part';
import type { ScanPool } from '../../scan/scan-pool';
import type { Connections } from './connections';
import { FilesChangedError } from './read-events';
import type { RowLender } from './scanned-rows';
import type { PartState, SimulationIndex } from './simulation-index';

/** Which events have a text: found by reading the files once, then kept and only carried on as the files grow. */
export interface TextMatches {
  /** Runs `work` with the condition on `events` that holds for those with `text`, as far as they were indexed when called. */
  use<Result>(
    index: SimulationIndex,
    text: string,
    work: (condition: string) => Promise<Result>,
  ): Promise<Result>;
}

export interface TextMatchesOptions {
  readonly connections: Connections;
  readonly lender: RowLender;
  readonly pool: ScanPool;
  /** How many texts' matches are kept. Default 8. */
  readonly maxTexts?: number;
}

const SEGMENT_BYTES = 8 * 1024 * 1024;
/** Parts are numbered above the bytes of a file. */
const OFFSET_BITS = 44;

/** The matches of one text in one simulation, as a table of places. */
interface Matches {
  readonly table: string;
  readonly generation: number;
  /** By the identity of a file, up to where it was searched. */
  readonly searchedBytes: Map<string, number>;
  users: number;
  /** No longer known: to be dropped when its last user is done. */
  isForgotten: boolean;
  /** The search under way, one after the other. */
  search: Promise<void>;
}

export function createTextMatches(options: TextMatchesOptions): TextMatches {
  const { connections, lender, pool, maxTexts = 8 } = options;
  // A Map keeps the order of insertion: the first is the longest unused.
  const known = new Map<string, Matches>();
  let nextTable = 1;

  /** With one user more. */
  async function matchesOf(index: SimulationIndex, text: string): Promise<Matches> {
    const key = `${index.catalog} ${text}`;
    const held = known.get(key);
    if (held?.generation === index.generation()) {
      held.users++;
      known.delete(key);
      known.set(key, held);
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
      search: connections.use(async (connection) => {
        await connection.run(`CREATE TABLE ${table} (place BIGINT)`);
      }),
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

  async function drop({ table, search }: Matches): Promise<void> {
    await search.catch(() => undefined);
    await connections.use((connection) => connection.run(`DROP TABLE IF EXISTS ${table}`));
  }

  async function searchNews(
    matches: Matches,
    parts: readonly PartState[],
    text: string,
  ): Promise<void> {
    for (const part of parts) {
      const { identity } = part.found;
      const from = matches.searchedBytes.get(identity) ?? 0;
      const to = part.indexed.indexedBytes;
      if (to <= from) continue;
      const offsets = await searchPart(part, from, to, text);
      await connections.use((connection) => store(connection, matches.table, part, offsets));
      matches.searchedBytes.set(identity, to);
    }
  }

  async function searchPart(
    { found }: PartState,
    fromByte: number,
    toByte: number,
    text: string,
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
          isAligned: from === fromByte,
          fileBytes: toByte,
        };
        segments.push(pool.search(segment, text));
      }
      return await Promise.all(segments);
    } finally {
      // The file must stay open as long as a thread reads from it.
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

  return {
    async use(index, text, work) {
      const matches = await matchesOf(index, text);
      try {
        const parts = index.parts();
        // After one that failed the next begins where the last success ended.
        matches.search = matches.search
          .catch(() => undefined)
          .then(() => searchNews(matches, parts, text));
        await matches.search;
        // What is counted by this condition is no longer true when more was searched: it is another condition then.
        const bytes = [...matches.searchedBytes.values()].reduce((sum, to) => sum + to, 0);
        const places = `FROM ${matches.table} /* of ${String(bytes)} bytes */`;
        return await work(`${placeOf('part', 'byte_offset')} IN (${places})`);
      } finally {
        matches.users--;
        if (matches.isForgotten && matches.users === 0) await drop(matches);
      }
    },
  };
}

/** A part and a byte of it as one number. */
function placeOf(part: string, byteOffset: string): string {
  return `((${part}::BIGINT << ${String(OFFSET_BITS)}) | ${byteOffset})`;
}
