import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';

/** One line of a file, without its ending. */
export interface Line {
  readonly byteOffset: number;
  readonly byteLength: number;
  /** `undefined` when the bytes are not UTF-8 or the line is longer than {@link MAX_LINE_BYTES}. */
  readonly text: string | undefined;
  readonly problem?: string;
  /** Where the next line begins. */
  readonly nextOffset: number;
  /** `false` for the last line of a file that has no line ending: it may still be being written. */
  readonly isEnded: boolean;
}

/** A longer line is no event but a damaged file; it is passed over without being held in memory. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

const BLOCK_BYTES = 1024 * 1024;
const LF = 0x0a;
const CR = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

export interface WholeLinesOptions {
  /** Where a line begins. Default 0. */
  readonly fromByte?: number;
  /** Do not read past this byte; what is appended meanwhile is for the next time. */
  readonly toByte: number;
  readonly maxLineBytes?: number;
}

/**
 * Yields the lines of a file in blocks of about a megabyte. A line ends at LF alone (a CR before it belongs to the
 * ending; U+2028 is data); a byte order mark at the start of the file belongs to no line; blank lines are left out.
 * An unended last line comes too, marked so.
 */
export async function* readWholeLines(
  file: FileHandle,
  { fromByte = 0, toByte, maxLineBytes = MAX_LINE_BYTES }: WholeLinesOptions,
): AsyncGenerator<readonly Line[]> {
  let blockStart = fromByte;
  let rest: Buffer = Buffer.alloc(0);
  let passedOver = 0;
  while (blockStart + rest.length + passedOver < toByte) {
    const readFrom = blockStart + passedOver + rest.length;
    const fresh = await readFully(file, readFrom, Math.min(BLOCK_BYTES, toByte - readFrom));
    if (fresh.length === 0) break;
    const block = rest.length === 0 ? fresh : Buffer.concat([rest, fresh]);
    const end = block.lastIndexOf(LF) + 1;
    if (passedOver > 0) {
      const lineEnd = block.indexOf(LF) + 1;
      if (lineEnd === 0) {
        passedOver += block.length;
        rest = Buffer.alloc(0);
        continue;
      }
      yield [
        overlong(
          blockStart,
          passedOver + lineEnd - 1,
          blockStart + passedOver + lineEnd,
          maxLineBytes,
        ),
      ];
      blockStart += passedOver + lineEnd;
      passedOver = 0;
      yield splitLines(block.subarray(lineEnd, end), blockStart);
      blockStart += end - lineEnd;
    } else {
      yield splitLines(block.subarray(0, end), blockStart);
      blockStart += end;
    }
    rest = block.subarray(end);
    if (rest.length > maxLineBytes) {
      passedOver = rest.length;
      rest = Buffer.alloc(0);
    }
  }
  if (passedOver > 0) {
    yield [
      {
        ...overlong(blockStart, passedOver, blockStart + passedOver, maxLineBytes),
        isEnded: false,
      },
    ];
  } else if (rest.length > 0) {
    const line = toLine(rest, 0, rest.length, blockStart, isUtf8(rest));
    if (line !== undefined) {
      yield [{ ...line, nextOffset: blockStart + rest.length, isEnded: false }];
    }
  }
}

function splitLines(block: Buffer, blockStart: number): readonly Line[] {
  const lines: Line[] = [];
  const allUtf8 = isUtf8(block);
  let start = 0;
  for (let end = block.indexOf(LF); end !== -1; end = block.indexOf(LF, start)) {
    const line = toLine(block, start, end, blockStart, allUtf8);
    if (line !== undefined) lines.push(line);
    start = end + 1;
  }
  return lines;
}

function toLine(
  block: Buffer,
  start: number,
  end: number,
  blockStart: number,
  knownUtf8: boolean,
): Line | undefined {
  const nextOffset = blockStart + end + 1;
  if (end > start && block[end - 1] === CR) end--;
  if (blockStart + start === 0 && block.subarray(0, 3).equals(BOM)) start += BOM.length;
  if (isBlank(block, start, end)) return undefined;
  const place = { byteOffset: blockStart + start, byteLength: end - start, nextOffset };
  if (!knownUtf8 && !isUtf8(block.subarray(start, end))) {
    return { ...place, text: undefined, problem: 'not UTF-8', isEnded: true };
  }
  return { ...place, text: block.toString('utf8', start, end), isEnded: true };
}

function isBlank(block: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = block[i];
    if (byte !== 0x20 && byte !== 0x09 && byte !== CR) return false;
  }
  return true;
}

function overlong(byteOffset: number, byteLength: number, nextOffset: number, max: number): Line {
  const problem = `longer than ${String(max)} bytes`;
  return { byteOffset, byteLength, text: undefined, problem, nextOffset, isEnded: true };
}

async function readFully(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
