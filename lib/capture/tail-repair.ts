import { fstatSync, readSync, writeSync } from 'node:fs';
import { readEventLine } from '../events/read-event';
import { MAX_LINE_BYTES, readLineBytes } from '../files/line-bytes';

/** A last line without an ending that was closed. */
export interface ClosedTail {
  /** The size of this line. */
  readonly bytes: number;
  /** Whether the line is a complete event; otherwise it stays as a line that is not an event. */
  readonly isEvent: boolean;
}

const BLOCK_BYTES = 64 * 1024;
const LF = 0x0a;

/**
 * Ends the last line of a file if it has no ending, so that appended lines are separate from it. Existing bytes do not change.
 * `undefined` when there is nothing to close.
 * @param fd open for reading and appending
 * @throws the file system's error
 */
export function closeTornTail(fd: number): ClosedTail | undefined {
  const { size } = fstatSync(fd);
  const tail = readTail(fd, size);
  if (tail.length === 0) return undefined;
  writeSync(fd, '\n');
  const place = { blockOffset: size - tail.length, isKnownUtf8: false };
  const { line } = readLineBytes(tail, 0, tail.length, { ...place, maxLineBytes: MAX_LINE_BYTES });
  // Readers skip NULs before an event.
  const isEvent = line?.text !== undefined && readEventLine(line.text).event !== undefined;
  return { bytes: tail.length, isEvent };
}

/** The bytes after the last line ending, or as many of them as an event can have. */
function readTail(fd: number, size: number): Buffer {
  const blocks: Buffer[] = [];
  let start = size;
  while (start > 0 && size - start <= MAX_LINE_BYTES) {
    const length = Math.min(BLOCK_BYTES, start);
    const block = Buffer.alloc(length);
    readSync(fd, block, 0, length, start - length);
    const end = block.lastIndexOf(LF);
    blocks.unshift(block.subarray(end + 1));
    if (end !== -1) break;
    start -= length;
  }
  return Buffer.concat(blocks);
}
