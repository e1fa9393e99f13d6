import { fstatSync, readSync, writeSync } from 'node:fs';
import { readEventLine } from '../events/read-event';
import { MAX_LINE_BYTES, readLineBytes } from '../files/line-bytes';

/** What was found at the end of a file and closed off. */
export interface ClosedTail {
  /** Bytes of the last line, which had no ending. */
  readonly bytes: number;
  /** Whether it was an event that lacked nothing but the line ending; else it stays as a line that is no event. */
  readonly isEvent: boolean;
}

const BLOCK_BYTES = 64 * 1024;
const LF = 0x0a;

/**
 * Ends the last line of a file that has no ending, so that what is appended is never glued to it; no byte that is there
 * is changed. `undefined` when there is nothing to close off.
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
  // NULs before an event are skipped by whoever reads it.
  const isEvent = line?.text !== undefined && readEventLine(line.text).event !== undefined;
  return { bytes: tail.length, isEvent };
}

/** What follows the last line ending, or as much of it as an event can be long. */
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
