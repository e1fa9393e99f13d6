import { readSync } from 'node:fs';
import { MAX_LINE_BYTES, type Hole } from '../files/line-bytes';

/** The lines of an open file that begin in a range of bytes. */
export interface Segment {
  readonly fileDescriptor: number;
  readonly fromByte: number;
  /** Lines that begin here or later belong to the next segment. */
  readonly toByte: number;
  /** Whether a line begins at `fromByte`; otherwise the segment begins with the next line. */
  readonly isAligned: boolean;
  /** Bytes from here on were appended later and are ignored. */
  readonly fileBytes: number;
  /** Default {@link MAX_LINE_BYTES}. */
  readonly maxLineBytes?: number;
}

/** A stretch of a file: the bytes of `block` up to `end` are at `base` in the file. A line feed follows them. */
export interface Stretch {
  readonly block: Buffer;
  readonly end: number;
  readonly base: number;
  /** Lines that begin at this byte of the block or later belong to the next segment. */
  readonly to: number;
}

export type LineBlock = {
  /** NULs before the first line, which are not part of it. */
  readonly hole: Hole | undefined;
} &
  /** Whole lines, each with its line feed. */
  (
    | ({ readonly kind: 'lines' } & Stretch)
    /** The last line of the file, without an ending. It may be empty after a hole. */
    | ({ readonly kind: 'unended' } & Stretch)
    /** The range of a line that is not held in memory, without its line feed. It may consist of blanks. */
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
/** The bytes around a line that are not part of it: a byte order mark and a CR. */
const EDGE_BYTES = BOM.length + 1;
const BLOCK_BYTES = 1024 * 1024;
const NULS = Buffer.alloc(BLOCK_BYTES);
/** The number of bytes read at a time to find the end of a segment's last line. */
const OVERHANG_BYTES = 64 * 1024;
/** Consumers of the lines read a few bytes ahead. */
const LOOKAHEAD_BYTES = 8;

/** The buffer of an earlier reader in this thread, for reuse: new buffers would burden the garbage collector. */
let spare: Buffer | undefined;

/** Reads a segment in blocks of about a megabyte of whole lines. */
export class LineBlocks {
  readonly #segment: Segment;
  readonly #maxLineBytes: number;
  /** The start of the segment's first line; `undefined` when one line extends over the whole segment. */
  readonly startByte: number | undefined;
  // The bytes of the file from #base on, up to #filled, followed by line feeds.
  #block: Buffer;
  #base: number;
  #filled = 0;
  #isAtEnd = false;
  /** Whether a line begins in the segment, or may. */
  #isInside = true;
  /** The hole before the block, when it belongs to a line that is not taken yet. */
  #hole: Hole | undefined;

  /** @throws the file system's error, as do all methods */
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

  /** Passes its buffer to the next reader. It must not be used afterwards. */
  release(): void {
    // A buffer that a long line has enlarged is not reused.
    if (this.#block.length === BLOCK_BYTES + LOOKAHEAD_BYTES) spare = this.#block;
  }

  /** The start of the line after the last one taken. */
  get endByte(): number {
    return this.#hole?.byteOffset ?? this.#base;
  }

  /**
   * The next lines; `undefined` when there are no more. Lines and an unended line are returned again until they are taken by
   * {@link take}. Then their memory is reused.
   */
  next(): LineBlock | undefined {
    const { toByte } = this.#segment;
    if (!this.#isInside) return undefined;
    while (this.endByte < toByte) {
      this.#passOverHole();
      const end = this.#readLines();
      if (end > 0) return { kind: 'lines', ...this.#stretch(end) };
      if (this.#filled > this.#maxLineBytes + EDGE_BYTES) {
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

  /** Continues after the first `count` bytes of the block and the hole before them. */
  take(count: number): void {
    this.#hole = undefined;
    this.#drop(count);
  }

  #stretch(end: number): Stretch & { readonly hole: Hole | undefined } {
    const [base, hole] = [this.#base, this.#hole];
    // A line after a hole counts as beginning with the hole, which is in this segment.
    const to = Math.min(end, Math.max(this.#segment.toByte - base, hole === undefined ? 0 : 1));
    return { block: this.#block, end, base, to, hole };
  }

  #drop(count: number): void {
    this.#block.copyWithin(0, count, this.#filled);
    this.#base += count;
    this.#filled -= count;
    this.#markEnd();
  }

  /** Fills the block. Returns the number of bytes in whole lines. */
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
    // Doubles the buffered bytes each time, so that a long line is not searched repeatedly.
    const wanted = position < toByte ? toByte - position : Math.max(overhang, this.#filled);
    const room = this.#block.length - LOOKAHEAD_BYTES - this.#filled;
    const length = Math.min(wanted, room, fileBytes - position);
    const count =
      length <= 0 ? 0 : readSync(fileDescriptor, this.#block, this.#filled, length, position);
    if (count === 0 && room > 0) this.#isAtEnd = true;
    this.#filled += count;
    this.#markEnd();
  }

  /** Skips the NULs before the next line. There may be more of them than fit in memory. */
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
   * Skips to after the next line feed, or to the end of the file. Calls `see` with the bytes before it, in stretches.
   * @returns whether the next line begins before `toByte`; beyond it, the search stops
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

  /** As in `readLineBytes`, the byte order mark and the CR are not part of the line. */
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
    // An unended line may still grow, so it is not taken.
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

/** The number of NULs at the start. */
function countNuls(bytes: Buffer): number {
  // For most lines this check is enough.
  if (bytes[0] !== NUL) return 0;
  if (bytes.equals(NULS.subarray(0, bytes.length))) return bytes.length;
  const end = bytes.findIndex((byte) => byte !== NUL);
  return end === -1 ? bytes.length : end;
}

function isBlankByte(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === CR;
}
