import type { FileHandle } from 'node:fs/promises';
import type { ScanPool } from '../../../scan/scan-pool';
import { scanSegment, type SegmentScan } from '../../../scan/scan-segment';

/** No more than this is read in this thread. Of more, so much is read first, to have something to show at once. */
const FIRST_BYTES = 1024 * 1024;
const SEGMENT_BYTES = 8 * 1024 * 1024;
/** Segments that are read ahead of what is asked for, so that no thread waits for work. */
const SEGMENTS_AHEAD = 8;
/** DuckDB stores so many rows together; whole groups do not have to go through its log. */
const ROW_GROUP = 122_880;
/**
 * The first commits to an index are smaller, so that there is something to show of them. Later ones are not: a group that
 * a commit left half full is written again, with those beside it.
 */
const MAX_COMMIT_ROWS = 4 * ROW_GROUP;

/**
 * Reads the lines of a file from one byte to another, in their order; what it yields together is to be stored together.
 * It yields at least once.
 */
export async function* scanPart(
  file: FileHandle,
  range: {
    readonly fromByte: number;
    readonly toByte: number;
    /** Whether nothing is indexed yet. */
    readonly isFirst: boolean;
  },
  pool: ScanPool,
  signal: AbortSignal,
): AsyncGenerator<readonly SegmentScan[]> {
  const { fromByte, toByte, isFirst } = range;
  const segment = { fileDescriptor: file.fd, fileBytes: toByte };
  const firstTo = Math.min(fromByte + FIRST_BYTES, toByte);
  let ahead: Promise<SegmentScan>[] = [];
  let nextByte = firstTo;
  const readAhead = (): void => {
    while (ahead.length < SEGMENTS_AHEAD && nextByte < toByte) {
      const to = Math.min(nextByte + SEGMENT_BYTES, toByte);
      const scan = pool.scan({ ...segment, fromByte: nextByte, toByte: to, isAligned: false });
      // It may fail while nobody waits for it yet.
      scan.catch(() => undefined);
      ahead.push(scan);
      nextByte = to;
    }
  };
  try {
    const start = { ...segment, fromByte, toByte: firstTo, isAligned: true };
    // A line may go on far beyond where it is looked for to begin: only a file that ends there is read here.
    const scanning = firstTo === toByte ? undefined : pool.scan(start);
    readAhead();
    const first = await (scanning ?? scanSegment(start));
    let last = first;
    let batch: SegmentScan[] = [first];
    let rows = 0;
    if (isFirst) {
      yield batch;
      batch = [];
    }
    let commitRows = isFirst ? ROW_GROUP : MAX_COMMIT_ROWS;
    while (ahead.length > 0 && last.unfinished === undefined) {
      signal.throwIfAborted();
      const scan = await ahead[0];
      ahead = ahead.slice(1);
      readAhead();
      if (scan === undefined) break;
      // The line that the last one ended with goes on through it.
      if (scan.startByte === undefined) continue;
      // The file became shorter while it was read: what follows is not what was found.
      if (scan.startByte !== last.endByte) break;
      last = scan;
      batch.push(scan);
      rows += scan.columns.rowCount + scan.invalid.length;
      if (rows < commitRows) continue;
      yield batch;
      batch = [];
      rows = 0;
      commitRows = Math.min(commitRows * 2, MAX_COMMIT_ROWS);
    }
    if (batch.length > 0) yield batch;
  } finally {
    // The file must stay open as long as a thread reads from it.
    await Promise.allSettled(ahead);
  }
}
