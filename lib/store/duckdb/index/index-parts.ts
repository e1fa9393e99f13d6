import { setTimeout as delay } from 'node:timers/promises';
import {
  BIGINT,
  UINTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api';
import type { EventPart } from '../../../files/event-parts';
import { fingerprint } from '../../../files/fingerprint';
import { openPart } from '../../../files/open-part';
import type { ScanPool } from '../../../scan/scan-pool';
import type { InvalidRow, SegmentScan } from '../../../scan/scan-segment';
import { appendRows } from '../ingest/append-rows';
import { ChangeLog } from '../ingest/change-log';
import { commitRows, loadTotals, NO_TOTALS, type IndexTotals } from '../ingest/commit-rows';
import { inTransaction, numberOf, queryRows, textOf } from '../sql/connections';
import { loadNames, NameTable, saveNames } from './index-names';
import { appendInvalidLines } from '../ingest/invalid-lines';
import { runAtOnce, runnerInThreads } from '../sql/run-statement';
import { scanPart } from '../ingest/scan-part';
import { readRevision } from '../sql/revision-cache';
import type { RowLender } from '../ingest/scanned-rows';
import { CONTENT_TABLES } from '../sql/schema';
import { appendSimulationIds } from '../ingest/simulation-ids';

/** The state of one file in the index: how much of it has been indexed, and its size and time then. */
export interface IndexedPart {
  readonly part: number;
  readonly name: string;
  readonly identity: string;
  readonly modifiedNs: bigint;
  /** The size of the file when it was last read. */
  readonly seenBytes: number;
  /** Everything before this byte is indexed. A line begins here. */
  readonly indexedBytes: number;
  /** A digest of the bytes before `indexedBytes`. If it differs, the file was rewritten. */
  readonly fingerprint: string;
  readonly eventCount: number;
  /** The number of events whose id an earlier event has. */
  readonly duplicateCount: number;
  /** A last line that is not an event and has no ending: half written, or torn. Not stored in the index. */
  readonly unfinished: InvalidRow | undefined;
}

const PART_TYPES: readonly DuckDBType[] = [
  ...[UINTEGER, VARCHAR, VARCHAR, BIGINT, BIGINT, BIGINT, VARCHAR, BIGINT, BIGINT, BIGINT],
];

/** The longest time between a write's change of the file's time and its change of the size. */
const APPEND_MS = 25;

/** Storing this many rows takes some hundredths of a second. */
const MANY_ROWS = 20_000;

/** Small parts are committed together up to this size. */
const JOINED_BYTES = 4 * 1024 * 1024;
const JOINED_PARTS = 1024;

/** The dependencies of indexing. */
export interface Indexer {
  readonly connection: DuckDBConnection;
  readonly catalog: string;
  readonly lender: RowLender;
  readonly pool: ScanPool;
  readonly content: IndexContent;
}

/** The part of an index that is held in memory, updated with each commit. */
export interface IndexContent {
  readonly names: NameTable;
  totals: IndexTotals;
  readonly changes: ChangeLog;
}

export function emptyContent(): IndexContent {
  return { names: new NameTable(), totals: NO_TOTALS, changes: new ChangeLog(0n) };
}

export async function loadContent(
  connection: DuckDBConnection,
  catalog: string,
): Promise<IndexContent> {
  return {
    names: await loadNames(connection, catalog),
    totals: await loadTotals(connection, catalog),
    changes: new ChangeLog(await readRevision(connection, catalog)),
  };
}

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
    eventCount: numberOf(row, 'event_count') ?? 0,
    duplicateCount: numberOf(row, 'duplicate_count') ?? 0,
    unfinished: undefined,
  }));
}

/**
 * Whether the files have only grown since they were indexed: the same files in the same order (rotation may have renamed them),
 * none shorter, none modified without growing, none rewritten, new files only at the end.
 */
export async function isGrowth(
  known: readonly IndexedPart[],
  found: readonly EventPart[],
): Promise<boolean> {
  for (const [index, before] of known.entries()) {
    const now = found[index];
    if (now?.identity !== before.identity || now.bytes < before.seenBytes) return false;
    if (now.modifiedNs === before.modifiedNs) continue;
    if (now.bytes === before.seenBytes && !(await isBeingAppended(now))) return false;
    if ((await fingerprintOf(now, before.indexedBytes)) !== before.fingerprint) return false;
  }
  return true;
}

/** A write changes a file's time before its size. A look between the two must not be mistaken for an edit. */
async function isBeingAppended(part: EventPart): Promise<boolean> {
  await delay(APPEND_MS);
  const file = await openPart(part);
  try {
    return (await file.stat()).size > part.bytes;
  } finally {
    await file.close();
  }
}

async function fingerprintOf(part: EventPart, bytes: number): Promise<string> {
  const file = await openPart(part);
  try {
    return await fingerprint(file, bytes);
  } finally {
    await file.close();
  }
}

/** Deletes everything from the index. */
export async function clearIndex(connection: DuckDBConnection, catalog: string): Promise<void> {
  await inTransaction(connection, async () => {
    for (const table of CONTENT_TABLES) await connection.run(`DELETE FROM ${catalog}.${table}`);
  });
}

/** A file to index, and its number among the parts. */
export interface PartToIndex {
  readonly part: number;
  readonly found: EventPart;
}

/**
 * Reads the part of each file that is not indexed yet, up to its size when it was found, into the index. Rows and offset are
 * committed together, some hundred thousand events at a time, while the next ones are read.
 * @param indexedOf returns the indexed state of a part; of a new part, an empty state
 * @param onCommit called after each commit
 * @throws {PartMovedError} when a file is no longer where it was found
 */
export async function indexParts(
  indexer: Indexer,
  parts: readonly PartToIndex[],
  indexedOf: (part: PartToIndex) => IndexedPart,
  onCommit: (now: IndexedPart) => void,
  signal: AbortSignal,
): Promise<void> {
  let committing = Promise.resolve();
  try {
    for await (const batch of joinSmall(
      readBatches(indexer, parts, indexedOf, signal),
      indexedOf,
    )) {
      await committing;
      signal.throwIfAborted();
      committing = commitBatches(indexer, batch, indexedOf).then((now) => now.forEach(onCommit));
      // The commit is awaited before the next one, where its error is thrown.
      committing.catch(() => undefined);
    }
  } finally {
    await committing;
  }
}

/** Lines of one part that are stored together. */
interface Batch {
  readonly part: PartToIndex;
  readonly scans: readonly SegmentScan[];
  /** Everything before this byte has been read. */
  readonly toByte: number;
  /** A digest of these bytes. */
  readonly fingerprint: string;
}

/** Joins batches of small new parts that follow each other: a commit takes many times as long as reading a few lines. */
async function* joinSmall(
  batches: AsyncIterable<Batch>,
  indexedOf: (part: PartToIndex) => IndexedPart,
): AsyncGenerator<readonly Batch[]> {
  let joined: Batch[] = [];
  let bytes = 0;
  for await (const batch of batches) {
    const last = joined.at(-1);
    const isNextPart = last?.part.part === batch.part.part - 1;
    const isNew = indexedOf(batch.part).indexedBytes === 0;
    bytes += batch.toByte;
    if (isNextPart && isNew && bytes <= JOINED_BYTES && joined.length < JOINED_PARTS) {
      joined.push(batch);
      continue;
    }
    if (joined.length > 0) yield joined;
    joined = [batch];
    bytes = batch.toByte;
    // A batch that is large, or is only the beginning of a part, is not held back for later ones.
    const isWhole = batch.toByte === batch.part.found.bytes;
    if (isWhole && bytes <= JOINED_BYTES) continue;
    yield joined;
    joined = [];
  }
  if (joined.length > 0) yield joined;
}

async function* readBatches(
  { content, pool }: Indexer,
  parts: readonly PartToIndex[],
  indexedOf: (part: PartToIndex) => IndexedPart,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  let isFirst = content.totals.eventCount === 0;
  for (const part of parts) {
    const file = await openPart(part.found);
    try {
      const fromByte = indexedOf(part).indexedBytes;
      const range = { fromByte, toByte: part.found.bytes, isFirst };
      for await (const scans of scanPart(file, range, pool, signal)) {
        const toByte = scans.at(-1)?.endByte ?? fromByte;
        yield { part, scans, toByte, fingerprint: await fingerprint(file, toByte) };
      }
    } finally {
      await file.close();
    }
    isFirst = false;
  }
}

/** Commits a batch of one part, or batches of several small parts. */
async function commitBatches(
  { connection, catalog, lender, content }: Indexer,
  batches: readonly Batch[],
  indexedOf: (part: PartToIndex) => IndexedPart,
): Promise<readonly IndexedPart[]> {
  const { names, totals } = content;
  const segments = batches.flatMap(({ part: { part }, scans }) =>
    scans.map((scan) => ({ ...scan, part })),
  );
  for (const { columns } of segments) names.recode(columns);
  const rowCount = countRows(segments);
  const run = rowCount < MANY_ROWS ? runAtOnce : await runnerInThreads(connection);
  const committed = await inTransaction(
    connection,
    async () => {
      const { totals: after, fromSeq } = await commitRows(
        connection,
        catalog,
        lender,
        { segments },
        totals,
        run,
      );
      await appendInvalidLines(
        connection,
        catalog,
        segments.flatMap(({ part, invalid }) => invalid.map((line) => ({ ...line, part }))),
      );
      await appendSimulationIds(connection, catalog, segments);
      await saveNames(connection, catalog, names);
      // Only the sum is reported, so any of the parts may carry the number.
      const duplicates = after.duplicateCount - totals.duplicateCount;
      const now = batches.map((batch, at): IndexedPart => {
        const { part, scans, toByte, fingerprint } = batch;
        const before = indexedOf(part);
        return {
          part: before.part,
          name: part.found.name,
          identity: part.found.identity,
          modifiedNs: part.found.modifiedNs,
          seenBytes: part.found.bytes,
          indexedBytes: toByte,
          fingerprint,
          eventCount: before.eventCount + countRows(scans),
          duplicateCount: before.duplicateCount + (at === 0 ? duplicates : 0),
          unfinished: scans.at(-1)?.unfinished,
        };
      });
      const revision = nextRevision();
      await saveParts(connection, catalog, now, revision);
      // Before the commit becomes visible.
      content.changes.note(revision, fromSeq);
      return { now, after };
    },
    run,
  );
  names.forgetUnsaved();
  content.totals = committed.after;
  return committed.now;
}

function countRows(scans: readonly Pick<SegmentScan, 'columns'>[]): number {
  return scans.reduce((sum, { columns }) => sum + columns.rowCount, 0);
}

/** A number higher than all before: the time in microseconds. A commit takes longer than one. */
function nextRevision(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000));
}

async function saveParts(
  connection: DuckDBConnection,
  catalog: string,
  parts: readonly IndexedPart[],
  revision: bigint,
): Promise<void> {
  const numbers = parts.map(({ part }) => part);
  await connection.run(
    `DELETE FROM ${catalog}.parts
     WHERE part BETWEEN ${String(numbers[0] ?? 0)} AND ${String(numbers.at(-1) ?? -1)}`,
  );
  await appendRows(connection, { catalog, table: 'parts', types: PART_TYPES }, [
    numbers,
    parts.map(({ name }) => name),
    parts.map(({ identity }) => identity),
    parts.map(({ modifiedNs }) => modifiedNs),
    parts.map(({ seenBytes }) => BigInt(seenBytes)),
    parts.map(({ indexedBytes }) => BigInt(indexedBytes)),
    parts.map((part) => part.fingerprint),
    parts.map(({ eventCount }) => BigInt(eventCount)),
    parts.map(({ duplicateCount }) => BigInt(duplicateCount)),
    parts.map(() => revision),
  ]);
}
