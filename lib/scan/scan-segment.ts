import { isUtf8 } from 'node:buffer';
import { readEventLine } from '../events/read-event';
import {
  HOLE_REASON,
  MAX_LINE_BYTES,
  readLineBytes,
  tooLong,
  type Hole,
} from '../files/line-bytes';
import { EventColumnsBuilder, type EventColumns } from './event-columns';
import { EventScanner } from './event-scanner';
import { indexIds, type IdSummary } from './id-rows';
import { LineBlocks, type Segment, type Stretch } from './line-blocks';
import { orderOfRows, type RowOrder } from './row-order';
import { splitLinks, type SplitLinks } from './split-links';

/** A line that is no event, and why. */
export interface InvalidRow {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly reason: string;
}

export interface SegmentScan {
  readonly columns: EventColumns;
  readonly links: SplitLinks;
  /** `undefined` when it has no events. */
  readonly ids: IdSummary | undefined;
  /** `undefined` when it has no events. */
  readonly order: RowOrder | undefined;
  readonly invalid: readonly InvalidRow[];
  /** Where its first line begins; `endByte` when it has none, `undefined` when a line goes on through all of it. */
  readonly startByte: number | undefined;
  /** Where the line after its last begins. */
  readonly endByte: number;
  /** A last line of the file that has no ending and is no event: it may be half written, or torn. */
  readonly unfinished: InvalidRow | undefined;
}

const LF = 0x0a;
const TYPICAL_LINE_BYTES = 256;

/** Its memory is this thread's; every segment begins with columns of its own. */
const scanner = new EventScanner(new EventColumnsBuilder());

/**
 * Reads a segment's lines into columns. What is no event is told with its place and reason, and so is a hole of NULs between
 * lines; blank lines are nothing.
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

  /** Whole lines that begin in the segment; how many bytes they take. */
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
      ...{ blockOffset: base, isKnownUtf8, maxLineBytes },
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
    else columns.addEvent(event, byteOffset, byteLength);
  }

  function noteHole(hole: Hole | undefined): void {
    if (hole !== undefined) invalid.push({ ...hole, reason: HOLE_REASON });
  }

  /** The file's last line, which has no ending, is an event when it reads as one; whether it is settled what it is. */
  function readUnended({ block, end, base }: Stretch, hole: Hole | undefined): boolean {
    const [rows, problems] = [columns.rowCount, invalid.length];
    noteHole(hole);
    readThoroughly(block, 0, end, base, false);
    if (columns.rowCount > rows) return true;
    // Spaces alone may be the beginning of a line, and NULs of a longer hole.
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
