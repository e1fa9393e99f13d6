import { readEventLine } from '../events/read-event';
import type { EventPart } from './event-parts';
import { MAX_LINE_BYTES, readLineBytes } from './line-bytes';
import { openPart } from './open-part';
import { advancePlace, digestBefore, START_PLACE, type StreamPlace } from './stream-position';

const BLOCK_BYTES = 64 * 1024;
const LF = 0x0a;

/** The place after all lines that are complete now. @throws {PartMovedError} */
export async function findStreamEnd(parts: readonly EventPart[]): Promise<StreamPlace> {
  let place = START_PLACE;
  for (const [index, part] of parts.entries()) {
    // Writers append only to the last two parts.
    const bytes = index < parts.length - 2 ? part.bytes : await findLastLineEnd(part);
    if (bytes > 0) place = advancePlace(place, index, bytes, await digestBefore(part, bytes));
  }
  return place;
}

/** The end of the last line that has an ending, or is an event without one. */
async function findLastLineEnd(part: EventPart): Promise<number> {
  const file = await openPart(part);
  try {
    const rest: Buffer[] = [];
    let start = part.bytes;
    // A longer line is not an event.
    while (start > 0 && part.bytes - start <= MAX_LINE_BYTES) {
      const from = Math.max(0, start - BLOCK_BYTES);
      const { buffer, bytesRead } = await file.read({
        buffer: Buffer.alloc(start - from),
        position: from,
      });
      const block = buffer.subarray(0, bytesRead);
      const lineStart = block.lastIndexOf(LF) + 1;
      rest.unshift(block.subarray(lineStart));
      start = from + lineStart;
      if (lineStart > 0) break;
    }
    const line = Buffer.concat(rest);
    const place = { blockOffset: start, isKnownUtf8: false, maxLineBytes: MAX_LINE_BYTES };
    const { text } = readLineBytes(line, 0, line.length, place).line ?? {};
    const isEvent = text !== undefined && readEventLine(text).event !== undefined;
    return isEvent ? part.bytes : start;
  } finally {
    await file.close();
  }
}
