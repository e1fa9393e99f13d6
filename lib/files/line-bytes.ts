import { isUtf8 } from 'node:buffer';

/** A line as it lies in a file, without its ending. */
export type LineBytes = {
  readonly byteOffset: number;
  readonly byteLength: number;
} & (
  | { readonly text: string; readonly problem?: never }
  /** Not UTF-8, or longer than it may be. */
  | { readonly text?: never; readonly problem: string }
);

/** A longer line is no event but a damaged file; it is passed over without being held in memory. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

const CR = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The line in `block[start, end)`, where `end` is its line feed or the end of the file. A CR before the line feed belongs
 * to the ending, a byte order mark at the start of the file to no line. `undefined` when it is blank.
 */
export function readLineBytes(
  block: Buffer,
  start: number,
  end: number,
  options: {
    /** Where the block begins in the file. */
    readonly blockOffset: number;
    readonly isKnownUtf8: boolean;
    readonly maxLineBytes: number;
  },
): LineBytes | undefined {
  const { blockOffset, isKnownUtf8, maxLineBytes } = options;
  if (end > start && block[end - 1] === CR) end--;
  if (blockOffset + start === 0 && block.subarray(0, 3).equals(BOM)) start += BOM.length;
  if (isBlank(block, start, end)) return undefined;
  const place = { byteOffset: blockOffset + start, byteLength: end - start };
  if (place.byteLength > maxLineBytes) return { ...place, problem: tooLong(maxLineBytes) };
  if (!isKnownUtf8 && !isUtf8(block.subarray(start, end)))
    return { ...place, problem: 'not UTF-8' };
  return { ...place, text: block.toString('utf8', start, end) };
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
