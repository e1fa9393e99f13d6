import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { readEventLine } from '../events/read-event';
import { MAX_LINE_BYTES, readLineBytes, tooLong } from '../files/line-bytes';
import { EventColumnsBuilder, type EventColumns } from './event-columns';
import { indexIds, type IdSummary } from './id-rows';
import { NOT_READ } from './json-bytes';
import { EventScanner } from './scan-event';
import { splitLinks, type SplitLinks } from './split-links';

/** The lines of an open file that begin in a range of its bytes. */
export interface Segment {
  readonly fileDescriptor: number;
  readonly fromByte: number;
  /** Lines that begin here or later belong to the next segment. */
  readonly toByte: number;
  /** Whether a line begins at `fromByte`; else the segment begins with the next line. */
  readonly isAligned: boolean;
  /** What is appended beyond this byte is for the next time. */
  readonly fileBytes: number;
  /** Default {@link MAX_LINE_BYTES}. */
  readonly maxLineBytes?: number;
}

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
  readonly invalid: readonly InvalidRow[];
  /** Where its first line begins; `endByte` when it has none. */
  readonly startByte: number;
  /** Where the line after its last begins. */
  readonly endByte: number;
  /** A last line of the file that has no ending and is no event: it may be half written, or torn. */
  readonly unfinished: InvalidRow | undefined;
}

const LF = 0x0a;
const BLOCK_BYTES = 1024 * 1024;
/** Read at a time to find the end of a segment's last line. */
const OVERHANG_BYTES = 64 * 1024;
/** A scanner looks a few bytes ahead of where it is. */
const LOOKAHEAD_BYTES = 8;
const TYPICAL_LINE_BYTES = 256;

/**
 * Reads a segment's lines into columns. What is no event is told with its place and reason; blank lines are nothing.
 * @throws the file system's error when the file cannot be read
 */
export function scanSegment(segment: Segment): SegmentScan {
  return new SegmentReader(segment).read();
}

class SegmentReader {
  readonly #segment: Segment;
  readonly #maxLineBytes: number;
  readonly #columns: EventColumnsBuilder;
  readonly #scanner: EventScanner;
  readonly #invalid: InvalidRow[] = [];
  #unfinished: InvalidRow | undefined;
  // The bytes of the file from #base, as far as #filled, and a line feed after them.
  #block = Buffer.alloc(BLOCK_BYTES + LOOKAHEAD_BYTES, LF);
  #base: number;
  #filled = 0;
  #isAtEnd = false;

  constructor(segment: Segment) {
    this.#segment = segment;
    this.#maxLineBytes = segment.maxLineBytes ?? MAX_LINE_BYTES;
    this.#base = segment.fromByte;
    const bytes = Math.min(segment.toByte, segment.fileBytes) - segment.fromByte;
    this.#columns = new EventColumnsBuilder(Math.ceil(bytes / TYPICAL_LINE_BYTES));
    this.#scanner = new EventScanner(this.#columns);
  }

  read(): SegmentScan {
    const { fromByte, toByte, isAligned } = this.#segment;
    if (!isAligned && fromByte > 0) {
      this.#base = fromByte - 1;
      this.#passOver();
    }
    const startByte = this.#base;
    while (this.#base < toByte) {
      const end = this.#readLines();
      if (end > 0) this.#scanLines(end);
      else if (this.#isAtEnd) break;
      else if (this.#filled > this.#maxLineBytes) this.#passOverOverlong();
      else this.#makeRoom();
    }
    if (this.#isAtEnd && this.#base < toByte && this.#filled > 0) this.#readLast();
    const rows = indexIds(this.#columns);
    return {
      columns: this.#columns,
      links: splitLinks(this.#columns, rows),
      ids: rows.summary,
      invalid: this.#invalid,
      startByte,
      endByte: this.#base,
      unfinished: this.#unfinished,
    };
  }

  /** Fills the block; how many of its bytes are whole lines. */
  #readLines(): number {
    const known = this.#lastLineEnd(this.#filled);
    if (known > 0) return known;
    this.#fill();
    return this.#lastLineEnd(this.#filled);
  }

  #lastLineEnd(end: number): number {
    return end === 0 ? 0 : this.#block.lastIndexOf(LF, end - 1) + 1;
  }

  #fill(): void {
    const { fileDescriptor, toByte, fileBytes } = this.#segment;
    const position = this.#base + this.#filled;
    const wanted = position < toByte ? toByte - position : OVERHANG_BYTES;
    const room = this.#block.length - LOOKAHEAD_BYTES - this.#filled;
    const length = Math.min(wanted, room, fileBytes - position);
    const count =
      length <= 0 ? 0 : readSync(fileDescriptor, this.#block, this.#filled, length, position);
    if (count === 0 && room > 0) this.#isAtEnd = true;
    this.#filled += count;
    this.#block.fill(LF, this.#filled, this.#filled + LOOKAHEAD_BYTES);
  }

  /** Reads the whole lines of the block's first `end` bytes and moves what is left to its front. */
  #scanLines(end: number): void {
    const { toByte } = this.#segment;
    const block = this.#block;
    const isAllUtf8 = isUtf8(block.subarray(0, end));
    let at = 0;
    while (at < end && this.#base + at < toByte) {
      const next = isAllUtf8 ? this.#scanner.scan(block, at, this.#base + at) : NOT_READ;
      if (next !== NOT_READ && next - at <= this.#maxLineBytes) {
        at = next;
        continue;
      }
      if (next !== NOT_READ) this.#columns.removeLast();
      const lineEnd = block.indexOf(LF, at);
      this.#readThoroughly(at, lineEnd, isAllUtf8);
      at = lineEnd + 1;
    }
    this.#drop(at);
  }

  #readThoroughly(start: number, end: number, isKnownUtf8: boolean): void {
    const line = readLineBytes(this.#block, start, end, {
      blockOffset: this.#base,
      isKnownUtf8,
      maxLineBytes: this.#maxLineBytes,
    });
    if (line === undefined) return;
    const { byteOffset, byteLength } = line;
    if (line.text === undefined) {
      this.#invalid.push({ byteOffset, byteLength, reason: line.problem });
      return;
    }
    const { event, reason } = readEventLine(line.text);
    if (event === undefined) this.#invalid.push({ byteOffset, byteLength, reason });
    else this.#columns.addEvent(event, byteOffset, byteLength);
  }

  /** The file's last line, which has no ending: it is an event when it reads as one. */
  #readLast(): void {
    const { rowCount } = this.#columns;
    const invalidCount = this.#invalid.length;
    this.#readThoroughly(0, this.#filled, false);
    if (this.#invalid.length > invalidCount) this.#unfinished = this.#invalid.pop();
    // Spaces alone may be the beginning of a line.
    else if (this.#columns.rowCount > rowCount) this.#drop(this.#filled);
  }

  /** To after the next line feed. */
  #passOver(): void {
    for (;;) {
      const end = this.#block.subarray(0, this.#filled).indexOf(LF) + 1;
      this.#drop(end > 0 ? end : this.#filled);
      if (end > 0 || this.#isAtEnd) return;
      this.#fill();
    }
  }

  #passOverOverlong(): void {
    const start = this.#base;
    this.#passOver();
    const isEnded = !this.#isAtEnd;
    const byteLength = this.#base - start - (isEnded ? 1 : 0);
    const row = { byteOffset: start, byteLength, reason: tooLong(this.#maxLineBytes) };
    if (isEnded) this.#invalid.push(row);
    else this.#unfinished = row;
    if (!isEnded) this.#base = start;
  }

  #makeRoom(): void {
    if (this.#filled + LOOKAHEAD_BYTES < this.#block.length) return;
    const larger = Buffer.alloc((this.#block.length - LOOKAHEAD_BYTES) * 2 + LOOKAHEAD_BYTES, LF);
    this.#block.copy(larger, 0, 0, this.#filled);
    this.#block = larger;
  }

  #drop(count: number): void {
    this.#block.copyWithin(0, count, this.#filled);
    this.#base += count;
    this.#filled -= count;
    this.#block.fill(LF, this.#filled, this.#filled + LOOKAHEAD_BYTES);
  }
}
