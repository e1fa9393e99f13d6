import { isUtf8 } from 'node:buffer';

/** The bytes of a line in a file, without its ending. */
export type LineBytes = {
  readonly byteOffset: number;
  readonly byteLength: number;
} & (
  | { readonly text: string; readonly problem?: never }
  /** Not UTF-8, or too long. */
  | { readonly text?: never; readonly problem: string }
);

/** A run of NUL bytes, as a crash leaves it, or copying and truncating a file while a program writes to it. */
export interface Hole {
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** The content between two line feeds. */
export interface LineReading {
  /** `undefined` when there are only blanks. */
  readonly line: LineBytes | undefined;
  /** Holes before and after the line. They do not belong to it. */
  readonly holes: readonly Hole[];
}

/** The reason given for a hole in the list of lines that are not events. */
export const HOLE_REASON =
  'NUL bytes, skipped: a hole, as left by truncating a file while a program writes to it';

/** A longer line is treated as damage. It is skipped and never held in memory. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

const NUL = 0x00;
const CR = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The line in `block[start, end)`, where `end` is its line feed or the end of the file. A CR before the line feed
 * belongs to the ending. A byte order mark at the start of the file, and NULs before and after a line, are not part of
 * a line.
 */
export function readLineBytes(
  block: Buffer,
  start: number,
  end: number,
  options: {
    /** The offset of the block in the file. */
    readonly blockOffset: number;
    readonly isKnownUtf8: boolean;
    readonly maxLineBytes: number;
  },
): LineReading {
  const { blockOffset, isKnownUtf8, maxLineBytes } = options;
  if (end > start && block[end - 1] === CR) end--;
  if (blockOffset + start === 0 && block.subarray(0, 3).equals(BOM)) start += BOM.length;
  const spanStart = start;
  while (start < end && block[start] === NUL) start++;
  const before = holeAt(blockOffset + spanStart, start - spanStart);
  if (end - start > maxLineBytes) {
    if (isBlank(block, start, end)) return { line: undefined, holes: before };
    const problem = tooLong(maxLineBytes);
    const line = { byteOffset: blockOffset + start, byteLength: end - start, problem };
    return { line, holes: before };
  }
  const spanEnd = end;
  while (end > start && block[end - 1] === NUL) end--;
  const holes = [...before, ...holeAt(blockOffset + end, spanEnd - end)];
  if (isBlank(block, start, end)) return { line: undefined, holes };
  const place = { byteOffset: blockOffset + start, byteLength: end - start };
  if (!isKnownUtf8 && !isUtf8(block.subarray(start, end))) {
    return { line: { ...place, problem: 'not UTF-8' }, holes };
  }
  return { line: { ...place, text: block.toString('utf8', start, end) }, holes };
}

function holeAt(byteOffset: number, byteLength: number): readonly Hole[] {
  return byteLength === 0 ? [] : [{ byteOffset, byteLength }];
}

export function tooLong(maxLineBytes: number): string {
  return `longer than ${String(maxLineBytes)} bytes`;
}

function isBlank(block: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = block[i];
    if (byte !== 0x20 && byte !== 0x09 && byte !== CR) return false;
  }
  return true;
}
