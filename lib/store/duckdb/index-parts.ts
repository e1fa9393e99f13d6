import type { DuckDBConnection } from '@duckdb/node-api';
import { readEventLine, type EventReading } from '../../events/read-event';
import type { EventPart } from '../../files/event-parts';
import { fingerprint } from '../../files/fingerprint';
import { openPart } from '../../files/open-part';
import { readWholeLines, type Line } from '../../files/whole-lines';
import { inTransaction, numberOf, queryRows, textOf } from './connections';
import { createEventBatch } from './event-batch';
import { appendInvalidLines, type InvalidRow } from './invalid-lines';
import { mergeBatch } from './merge-batch';
import { TABLES } from './schema';

/** What the index knows of one file: how much of it has been read, and how it looked then. */
export interface IndexedPart {
  readonly part: number;
  readonly name: string;
  readonly identity: string;
  readonly modifiedNs: bigint;
  /** Its size when it was last read. */
  readonly seenBytes: number;
  /** Everything before this byte is indexed; a line begins here. */
  readonly indexedBytes: number;
  /** Of the bytes before `indexedBytes`; another one means the file was rewritten. */
  readonly fingerprint: string;
  /** A last line that is no event and has no ending: it may be half written, or torn. Not kept in the index. */
  readonly unfinished: InvalidRow | undefined;
}

/** Rows and offsets are committed together after so many bytes: a crash costs at most this much work. */
const COMMIT_BYTES = 32 * 1024 * 1024;

export async function loadParts(
  connection: DuckDBConnection,
  catalog: string,
): Promise<readonly IndexedPart[]> {
  const rows = await queryRows(connection, `SELECT * FROM ${catalog}.parts ORDER BY part`);
  return rows.map((row) => ({
    part: numberOf(row, 'part') ?? 0,
    name: textOf(row, 'name'),
    identity: textOf(row, 'identity'),
    modifiedNs: BigInt(textOf(row, 'modified_ns')),
    seenBytes: numberOf(row, 'seen_bytes') ?? 0,
    indexedBytes: numberOf(row, 'indexed_bytes') ?? 0,
    fingerprint: textOf(row, 'fingerprint'),
    unfinished: undefined,
  }));
}

/**
 * Whether the files only grew since they were indexed: same files in the same order (their names may have changed by
 * rotation), none shorter, none touched without growing, none rewritten, new ones after them.
 */
export async function isGrowth(
  known: readonly IndexedPart[],
  found: readonly EventPart[],
): Promise<boolean> {
  for (const [index, before] of known.entries()) {
    const now = found[index];
    if (now?.identity !== before.identity || now.bytes < before.seenBytes) return false;
    if (now.modifiedNs === before.modifiedNs) continue;
    if (now.bytes === before.seenBytes) return false;
    if ((await fingerprintOf(now, before.indexedBytes)) !== before.fingerprint) return false;
  }
  return true;
}

async function fingerprintOf(part: EventPart, bytes: number): Promise<string> {
  const file = await openPart(part);
  try {
    return await fingerprint(file, bytes);
  } finally {
    await file.close();
  }
}

/** Forgets everything indexed. */
export async function clearIndex(connection: DuckDBConnection, catalog: string): Promise<void> {
  await inTransaction(connection, async () => {
    for (const table of TABLES) {
      if (table !== 'index_version') await connection.run(`DELETE FROM ${catalog}.${table}`);
    }
  });
}

/**
 * Indexes what a file holds beyond what is known of it, committing as it goes.
 * @returns what is known of it then; also told to `onCommit` at every commit
 */
export async function indexPart(
  connection: DuckDBConnection,
  catalog: string,
  found: EventPart,
  before: IndexedPart,
  onCommit: (now: IndexedPart) => void,
  signal: AbortSignal,
): Promise<IndexedPart> {
  const file = await openPart(found);
  let now: IndexedPart = {
    ...before,
    name: found.name,
    modifiedNs: found.modifiedNs,
    seenBytes: found.bytes,
  };
  let batch = createEventBatch(before.part);
  let invalid: InvalidRow[] = [];
  let unfinished: InvalidRow | undefined;
  const commit = async (indexedBytes: number): Promise<void> => {
    now = { ...now, indexedBytes, fingerprint: await fingerprint(file, indexedBytes) };
    await inTransaction(connection, async () => {
      await mergeBatch(connection, catalog, batch);
      await appendInvalidLines(connection, catalog, before.part, invalid);
      await savePart(connection, catalog, now);
    });
    batch = createEventBatch(before.part);
    invalid = [];
    onCommit(now);
  };
  try {
    let readBytes = before.indexedBytes;
    for await (const lines of readWholeLines(file, { fromByte: readBytes, toByte: found.bytes })) {
      signal.throwIfAborted();
      for (const line of lines) {
        const { event, reason } = readLine(line);
        if (event === undefined && !line.isEnded) {
          unfinished = { byteOffset: line.byteOffset, byteLength: line.byteLength, reason };
          break;
        }
        if (event === undefined) invalid.push({ ...line, reason });
        else batch.add(event, line);
        readBytes = line.nextOffset;
      }
      if (readBytes - now.indexedBytes >= COMMIT_BYTES) await commit(readBytes);
    }
    await commit(readBytes);
  } finally {
    await file.close();
  }
  return { ...now, unfinished };
}

function readLine(line: Line): EventReading {
  return line.text === undefined
    ? { reason: line.problem ?? 'not readable' }
    : readEventLine(line.text);
}

async function savePart(
  connection: DuckDBConnection,
  catalog: string,
  part: IndexedPart,
): Promise<void> {
  await connection.run(`DELETE FROM ${catalog}.parts WHERE part = ${String(part.part)}`);
  await connection.run(
    `INSERT INTO ${catalog}.parts
     VALUES ($part, $name, $identity, $modified_ns, $seen_bytes, $indexed_bytes, $fingerprint)`,
    {
      part: part.part,
      name: part.name,
      identity: part.identity,
      modified_ns: part.modifiedNs,
      seen_bytes: BigInt(part.seenBytes),
      indexed_bytes: BigInt(part.indexedBytes),
      fingerprint: part.fingerprint,
    },
  );
}
