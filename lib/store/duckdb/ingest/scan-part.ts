import type { FileHandle } from 'node:fs/promises';
import type { ScanPool } from '../../../scan/scan-pool';
import { scanSegment, type SegmentScan } from '../../../scan/scan-segment';

/**
 * Up to this many bytes are read in this thread. Of a longer range, this much is read first, to have the first events early.
 */
const FIRST_BYTES = 1024 * 1024;
const SEGMENT_BYTES = 8 * 1024 * 1024;
/** The number of segments read ahead, which keeps the threads busy. */
const SEGMENTS_AHEAD = 8;
/** The number of rows in a row group of DuckDB. Whole groups bypass its log. */
const ROW_GROUP = 122_880;
/**
 * The first commits to an index are smaller, to show first events early. Later commits are larger: when a commit leaves a row
 * group half full, the group and its neighbours are written again.
 */
const MAX_COMMIT_ROWS = 4 * ROW_GROUP;

/** Reads the lines in a byte range of a file, in order. Each yielded batch is to be stored together. Yields at least once. */
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
      // The scan may fail before it is awaited.
      scan.catch(() => undefined);
      ahead.push(scan);
      nextByte = to;
    }
  };
  try {
    const start = { ...segment, fromByte, toByte: firstTo, isAligned: true };
    // A line may go on far beyond the end of the range. Only a file that ends there is read in this thread.
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
      // The whole segment belongs to the line with which the last segment ended.
      if (scan.startByte === undefined) continue;
      // The file became shorter during the scan: the rest no longer matches.
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
    // The file must stay open while a thread reads from it.
    await Promise.allSettled(ahead);
  }
}
