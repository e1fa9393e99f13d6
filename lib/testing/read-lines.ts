import type { FileHandle } from 'node:fs/promises';

/** A line of a file, without its LF. */
export interface ReadLine {
  readonly text: string;
  /** The start of the next line. */
  readonly nextOffset: number;
  /** `false` for text after the last LF. */
  readonly isEnded: boolean;
}

/** The lines between two offsets of a file, read in one go, without blank lines. */
export async function readLines(
  file: FileHandle,
  toByte: number,
  fromByte = 0,
): Promise<readonly ReadLine[]> {
  const bytes = Buffer.alloc(Math.max(0, toByte - fromByte));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, fromByte);
  const lines: ReadLine[] = [];
  for (let start = 0; start < bytesRead;) {
    const lineFeed = bytes.indexOf('\n', start);
    const end = lineFeed === -1 ? bytesRead : lineFeed;
    const text = bytes.toString('utf8', start, end);
    start = end + 1;
    if (text !== '') {
      lines.push({ text, nextOffset: fromByte + start, isEnded: lineFeed !== -1 });
    }
  }
  return lines;
}
