import { readSync } from 'node:fs';
import { MAX_LINE_BYTES, type Hole } from '../files/line-bytes';

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

/** A stretch of a file's bytes; those of `block` from 0 to `end` stand there from `base`, and a line feed comes after. */
export interface Stretch {
  readonly block: Buffer;
  readonly end: number;
  readonly base: number;
  /** Lines that begin at this byte of the block or later belong to the next segment. */
  readonly to: number;
}

export type LineBlock = {
  /** NULs before the first line, which are no part of it. */
  readonly hole: Hole | undefined;
} &
  /** Whole lines, each with its line feed. */
  (
    | ({ readonly kind: 'lines' } & Stretch)
    /** The last line of the file, which has no ending; nothing may follow the hole. */
    | ({ readonly kind: 'unended' } & Stretch)
    /** A line that is not held in memory, and what it takes without its line feed; it may be all blanks. */
    | {
        readonly kind: 'overlong';
        readonly byteOffset: number;
        readonly byteLength: number;
        readonly isEnded: boolean;
        readonly isBlank: boolean;
      }
  );

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** What may stand beside a line's own bytes: a byte order mark and a CR. */
const MARK_BYTES = BOM.length + 1;
const BLOCK_BYTES = 1024 * 1024;
const NULS = Buffer.alloc(BLOCK_BYTES);
/** Read at a time to find the end of a segment's last line. */
const OVERHANG_BYTES = 64 * 1024;
/** Who reads the lines looks a few bytes ahead of where it is. */
const LOOKAHEAD_BYTES = 8;

/** The memory of a reader of this thread that is done: a new one each time would wait to be collected. */
let spare: Buffer | undefined;

/** Reads a segment a megabyte of whole lines at a time. */
export class LineBlocks {
  readonly #segment: Segment;
  readonly #maxLineBytes: number;
  /** Where the segment's first line begins; `undefined` when a line goes on through all of it. */
  readonly startByte: number | undefined;
  // The bytes of the file from #base, as far as #filled, and line feeds after them.
  #block: Buffer;
  #base: number;
  #filled = 0;
  #isAtEnd = false;
  /** Whether a line begins in the segment, or may. */
  #isInside = true;
  /** Before the bytes of the block, when a line begins with it that is not taken yet. */
  #hole: Hole | undefined;

  /** @throws the file system's error, as all its methods do */
  constructor(segment: Segment) {
    this.#segment = segment;
    this.#maxLineBytes = segment.maxLineBytes ?? MAX_LINE_BYTES;
    this.#base = segment.fromByte;
    this.#block = spare ?? Buffer.alloc(BLOCK_BYTES + LOOKAHEAD_BYTES, LF);
    spare = undefined;
    this.#markEnd();
    if (!segment.isAligned && segment.fromByte > 0) {
      this.#base = segment.fromByte - 1;
      this.#isInside = this.#passOver({ toByte: segment.toByte });
    }
    this.startByte = this.#isInside ? this.#base : undefined;
  }

  /** Gives its memory to the next reader; afterwards it is not to be used. */
  release(): void {
    // A long line has made it larger than most will need.
    if (this.#block.length === BLOCK_BYTES + LOOKAHEAD_BYTES) spare = this.#block;
  }

  /** Where the line after the last one taken begins. */
  get endByte(): number {
    return this.#hole?.byteOffset ?? this.#base;
  }

  /**
   * The next lines; `undefined` when there are no more. Lines and an unended line stay until they are taken by
   * {@link take}, and their memory is used again then.
   */
  next(): LineBlock | undefined {
    const { toByte } = this.#segment;
    if (!this.#isInside) return undefined;
    while (this.endByte < toByte) {
      this.#passOverHole();
      const end = this.#readLines();
      if (end > 0) return { kind: 'lines', ...this.#stretch(end) };
      if (this.#filled > this.#maxLineBytes + MARK_BYTES) {
        return this.#passOverOverlong();
      }
      if (this.#isAtEnd) break;
      this.#makeRoom();
    }
    const isUnended = this.#isAtEnd && this.endByte < toByte;
    return isUnended && (this.#filled > 0 || this.#hole !== undefined)
      ? { kind: 'unended', ...this.#stretch(this.#filled) }
      : undefined;
  }

  /** Goes on after the first `count` bytes of the block, and after the hole before them. */
  take(count: number): void {
    this.#hole = undefined;
    this.#drop(count);
  }

  #stretch(end: number): Stretch & { readonly hole: Hole | undefined } {
    const [base, hole] = [this.#base, this.#hole];
    // The line after a hole begins where the hole does, in this segment.
    const to = Math.min(end, Math.max(this.#segment.toByte - base, hole === undefined ? 0 : 1));
    return { block: this.#block, end, base, to, hole };
  }

  #drop(count: number): void {
    this.#block.copyWithin(0, count, this.#filled);
    this.#base += count;
    this.#filled -= count;
    this.#markEnd();
  }

  /** Fills the block; how many of its bytes are whole lines. */
  #readLines(): number {
    const known = this.#lastLineEnd();
    if (known > 0) return known;
    this.#fill();
    return this.#lastLineEnd();
  }

  #lastLineEnd(): number {
    return this.#filled === 0 ? 0 : this.#block.lastIndexOf(LF, this.#filled - 1) + 1;
  }

  #fill(overhang = OVERHANG_BYTES): void {
    const { fileDescriptor, toByte, fileBytes } = this.#segment;
    const position = this.#base + this.#filled;
    // Each time as much again: a long line is not searched again and again.
    const wanted = position < toByte ? toByte - position : Math.max(overhang, this.#filled);
    const room = this.#block.length - LOOKAHEAD_BYTES - this.#filled;
    const length = Math.min(wanted, room, fileBytes - position);
    const count =
      length <= 0 ? 0 : readSync(fileDescriptor, this.#block, this.#filled, length, position);
    if (count === 0 && room > 0) this.#isAtEnd = true;
    this.#filled += count;
    this.#markEnd();
  }

  /** To after the NULs that the next line begins with, which may be more than memory can hold. */
  #passOverHole(): void {
    const byteOffset = this.endByte;
    for (;;) {
      if (this.#filled === 0) this.#fill(BLOCK_BYTES);
      const nuls = countNuls(this.#block.subarray(0, this.#filled));
      this.#drop(nuls);
      if (this.#filled > 0 || nuls === 0) break;
    }
    const byteLength = this.#base - byteOffset;
    this.#hole = byteLength === 0 ? undefined : { byteOffset, byteLength };
  }

  /**
   * To after the next line feed, or to the end of the file; tells of the bytes before it, a stretch at a time.
   * @returns whether that is no farther than `toByte`: what is beyond need not be looked for
   */
  #passOver({
    toByte = Infinity,
    see,
  }: {
    readonly toByte?: number;
    readonly see?: (stretch: Buffer) => void;
  }): boolean {
    for (;;) {
      if (this.#base >= toByte) return false;
      const filled = this.#block.subarray(0, this.#filled);
      const lineFeed = filled.indexOf(LF);
      see?.(lineFeed === -1 ? filled : filled.subarray(0, lineFeed));
      this.#drop(lineFeed === -1 ? filled.length : lineFeed + 1);
      if (lineFeed !== -1 || this.#isAtEnd) return true;
      this.#fill();
    }
  }

  /** As `readLineBytes` sees the line, its byte order mark and CR are no part of it. */
  #passOverOverlong(): LineBlock {
    const start = this.#base;
    const hasBom = start === 0 && this.#block.subarray(0, BOM.length).equals(BOM);
    const byteOffset = hasBom ? BOM.length : start;
    const line = { isBlank: true, lastByte: LF };
    const see = (stretch: Buffer): void => {
      const from = this.#base < byteOffset ? BOM.length : 0;
      line.isBlank &&= stretch.subarray(from).every(isBlankByte);
      line.lastByte = stretch.at(-1) ?? line.lastByte;
    };
    this.#passOver({ see });
    const isEnded = !this.#isAtEnd;
    const end = this.#base - (isEnded ? 1 : 0);
    // An unended line may go on: it is not taken.
    if (!isEnded) this.#base = start;
    const hole = this.#hole;
    if (isEnded) this.#hole = undefined;
    const byteLength = end - byteOffset - (line.lastByte === CR ? 1 : 0);
    return { kind: 'overlong', hole, byteOffset, byteLength, isEnded, isBlank: line.isBlank };
  }

  #makeRoom(): void {
    if (this.#filled + LOOKAHEAD_BYTES < this.#block.length) return;
    const larger = Buffer.alloc((this.#block.length - LOOKAHEAD_BYTES) * 2 + LOOKAHEAD_BYTES, LF);
    this.#block.copy(larger, 0, 0, this.#filled);
    this.#block = larger;
  }

  #markEnd(): void {
    this.#block.fill(LF, this.#filled, this.#filled + LOOKAHEAD_BYTES);
  }
}

/** How many NULs come before any other byte. */
function countNuls(bytes: Buffer): number {
  // The first look costs most lines nothing.
  if (bytes[0] !== NUL) return 0;
  if (bytes.equals(NULS.subarray(0, bytes.length))) return bytes.length;
  const end = bytes.findIndex((byte) => byte !== NUL);
  return end === -1 ? bytes.length : end;
}

function isBlankByte(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === CR;
}
