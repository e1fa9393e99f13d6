import { isPlainPart, type EventPart, type FoundPart } from './event-parts';
import { openPart, PartMovedError } from './open-part';

/**
 * The last lines of a stream, newest first, from its last `maxBytes` bytes. A line that begins before these bytes is
 * left out. A line that is still being written may be included. Parts that are renamed during the read are skipped.
 */
export async function readLastLines(
  parts: readonly EventPart[],
  maxBytes: number,
): Promise<readonly string[]> {
  const lines: string[] = [];
  let budget = maxBytes;
  for (const part of parts.toReversed()) {
    if (budget <= 0) break;
    for (const line of await readPartEnd(part, budget)) lines.push(line);
    budget -= part.bytes;
  }
  return lines;
}

/** The last lines of a stream, as {@link readLastLines} returns them. */
export interface LastLines {
  readonly lines: readonly string[];
  /** Whether all parts were read. If not, the lines up to the last compressed part are missing. */
  readonly isWhole: boolean;
}

/** @param readable all parts, ready to be read; `undefined` while a compressed part is not ready */
export async function readLastLinesOf(
  found: readonly FoundPart[],
  readable: readonly EventPart[] | undefined,
  maxBytes: number,
): Promise<LastLines> {
  const afterPacked = found.slice(found.findLastIndex((part) => !isPlainPart(part)) + 1);
  const parts = readable ?? afterPacked.filter(isPlainPart);
  return { lines: await readLastLines(parts, maxBytes), isWhole: readable !== undefined };
}

async function readPartEnd(part: EventPart, maxBytes: number): Promise<readonly string[]> {
  const from = Math.max(0, part.bytes - maxBytes);
  const bytes = await readFrom(part, from);
  const lines = bytes.toString('utf8').split('\n').map(withoutNuls);
  if (from > 0) lines.shift();
  return lines.filter((line) => line !== '').reverse();
}

/** Removes NULs, which surround lines in a file that was cut while it was written to. */
function withoutNuls(line: string): string {
  let [start, end] = [0, line.length];
  while (start < end && line.charCodeAt(start) === 0) start++;
  while (end > start && line.charCodeAt(end - 1) === 0) end--;
  return line.slice(start, end);
}

async function readFrom(part: EventPart, from: number): Promise<Buffer> {
  try {
    await using file = await openPart(part);
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(part.bytes - from),
      position: from,
    });
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof PartMovedError) return Buffer.alloc(0);
    throw error;
  }
}
