import { isUtf8 } from 'node:buffer';
import { MAX_LINE_BYTES } from '../lib/files/line-bytes';

export interface NumberedLine {
  /** From 1. */
  readonly number: number;
  /** Without its ending; `undefined` when it is not text. */
  readonly text: string | undefined;
  readonly problem: string;
}

const LF = 0x0a;

/**
 * Yields the lines of a stream that are not blank. A line ends with LF or CRLF. Node's readline would also split at U+2028,
 * which is allowed inside JSON. The last line needs no ending.
 */
export async function* splitLines(
  input: AsyncIterable<Uint8Array | string>,
  maxLineBytes = MAX_LINE_BYTES,
): AsyncGenerator<NumberedLine> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let number = 0;

  function* end(last: Buffer): Generator<NumberedLine> {
    number += 1;
    const bytes = restBytes + last.length;
    const line = toLine(number, restBytes === 0 ? [last] : [...rest, last], bytes, maxLineBytes);
    rest = [];
    restBytes = 0;
    if (line.text?.trim() !== '') yield line;
  }

  for await (const data of input) {
    const chunk =
      typeof data === 'string'
        ? Buffer.from(data)
        : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    let start = 0;
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, start)) {
      yield* end(chunk.subarray(start, at));
      start = at + 1;
    }
    // Bytes beyond the limit are counted, not kept.
    if (restBytes <= maxLineBytes) rest.push(chunk.subarray(start));
    restBytes += chunk.length - start;
  }
  if (restBytes > 0) yield* end(Buffer.alloc(0));
}

function toLine(
  number: number,
  pieces: readonly Buffer[],
  bytes: number,
  maxLineBytes: number,
): NumberedLine {
  if (bytes > maxLineBytes) {
    return { number, text: undefined, problem: `longer than ${String(maxLineBytes)} bytes` };
  }
  const line = Buffer.concat(pieces);
  if (!isUtf8(line)) return { number, text: undefined, problem: 'not UTF-8' };
  const text = line
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r$/, '');
  return { number, text, problem: '' };
}
