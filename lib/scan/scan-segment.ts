import { isUtf8 } from 'node:buffer';
import { readEventLine } from '../events/read-event';
import {
  HOLE_REASON,
  MAX_LINE_BYTES,
  readLineBytes,
  tooLong,
  type Hole,
} from '../files/line-bytes';
import { contentHash } from './content-hash';
import { EventColumnsBuilder, type EventColumns } from './event-columns';
import { EventScanner } from './event-scanner';
import { indexIds, type IdSummary } from './id-rows';
import { LineBlocks, type Segment, type Stretch } from './line-blocks';
import { orderOfRows, type RowOrder } from './row-order';
import { splitLinks, type SplitLinks } from './split-links';

/** A line that is not an event, and why. */
export interface InvalidRow {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly reason: string;
}

export interface SegmentScan {
  readonly columns: EventColumns;
  readonly links: SplitLinks;
  /** `undefined` without events. */
  readonly ids: IdSummary | undefined;
  /** `undefined` without events. */
  readonly order: RowOrder | undefined;
  readonly invalid: readonly InvalidRow[];
  /**
   * The start of its first line. Equal to `endByte` when it has none; `undefined` when one line extends over the whole segment.
   */
  readonly startByte: number | undefined;
  /** The start of the line after its last. */
  readonly endByte: number;
  /** A last line of the file that has no ending and is not an event: half written, or torn. */
  readonly unfinished: InvalidRow | undefined;
}

const LF = 0x0a;
const TYPICAL_LINE_BYTES = 256;

/** Shared within this thread; every segment has new columns. */
const scanner = new EventScanner(new EventColumnsBuilder());

/**
 * Reads a segment's lines into columns. Lines that are not events are returned with place and reason, and so are holes of NULs
 * between lines. Blank lines are ignored.
 * @throws the file system's error when the file cannot be read
 */
export function scanSegment(segment: Segment): SegmentScan {
  const maxLineBytes = segment.maxLineBytes ?? MAX_LINE_BYTES;
  const blocks = new LineBlocks(segment);
  const bytes = Math.min(segment.toByte, segment.fileBytes) - segment.fromByte;
  const columns = new EventColumnsBuilder(Math.ceil(bytes / TYPICAL_LINE_BYTES));
  scanner.columns = columns;
  const invalid: InvalidRow[] = [];
  let unfinished: InvalidRow | undefined;

  /** Reads the whole lines that begin in the segment. Returns their size in bytes. */
  function scanLines({ block, end, base, to }: Stretch): number {
    const bytes = block.subarray(0, end);
    const isAllUtf8 = isUtf8(bytes);
    const read = (start: number): number => {
      const lineEnd = block.indexOf(LF, start);
      readThoroughly(block, start, lineEnd, base, isAllUtf8);
      return lineEnd + 1;
    };
    if (isAllUtf8) return scanner.scan({ bytes, to, byteOffset: base, maxLineBytes }, read);
    let at = 0;
    while (at < to) at = read(at);
    return at;
  }

  function readThoroughly(
    block: Buffer,
    start: number,
    end: number,
    base: number,
    isKnownUtf8: boolean,
  ): void {
    const { line, holes } = readLineBytes(block, start, end, {
      blockOffset: base,
      isKnownUtf8,
      maxLineBytes,
    });
    holes.forEach(noteHole);
    if (line === undefined) return;
    const { byteOffset, byteLength } = line;
    if (line.text === undefined) {
      invalid.push({ byteOffset, byteLength, reason: line.problem });
      return;
    }
    const { event, reason } = readEventLine(line.text);
    if (event === undefined) invalid.push({ byteOffset, byteLength, reason });
    else columns.addEvent(event, contentHash(line.text), byteOffset, byteLength);
  }

  function noteHole(hole: Hole | undefined): void {
    if (hole !== undefined) invalid.push({ ...hole, reason: HOLE_REASON });
  }

  /** Reads the file's last line, without an ending: a line that parses as an event is one. Returns whether that is settled. */
  function readUnended({ block, end, base }: Stretch, hole: Hole | undefined): boolean {
    const [rows, problems] = [columns.rowCount, invalid.length];
    noteHole(hole);
    readThoroughly(block, 0, end, base, false);
    if (columns.rowCount > rows) return true;
    // Blanks alone may be the start of a line, and NULs the start of a longer hole.
    const told = invalid.splice(problems);
    unfinished = told.find(({ reason }) => reason !== HOLE_REASON) ?? told[0];
    return false;
  }

  for (let next = blocks.next(); next !== undefined; next = blocks.next()) {
    if (next.kind === 'lines') {
      noteHole(next.hole);
      blocks.take(scanLines(next));
    } else if (next.kind === 'overlong') {
      const { byteOffset, byteLength, isEnded, isBlank } = next;
      const row = { byteOffset, byteLength, reason: tooLong(maxLineBytes) };
      if (isEnded) noteHole(next.hole);
      if (isEnded && !isBlank) invalid.push(row);
      if (isEnded) continue;
      if (!isBlank) unfinished = row;
      break;
    } else {
      if (readUnended(next, next.hole)) blocks.take(next.end);
      break;
    }
  }

  const { startByte, endByte } = blocks;
  blocks.release();
  const rows = indexIds(columns);
  return {
    columns,
    links: splitLinks(columns, rows),
    ids: rows.summary,
    order: orderOfRows(columns),
    invalid,
    startByte,
    endByte,
    unfinished,
  };
}
