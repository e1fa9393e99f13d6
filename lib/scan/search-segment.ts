import { isUtf8 } from 'node:buffer';
import { matchText } from '../filters/match-text';
import { LineBlocks, type Segment } from './line-blocks';
import { SearchLines } from './search-lines';

const LF = 0x0a;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Its memory is this thread's. */
const lines = new SearchLines();

/**
 * Where the lines of a segment begin that have a text in their description or details, as `matchText` tells of events.
 * Lines that are no events may be among them; those that are too long to be events are not.
 * @throws the file system's error when the file cannot be read
 */
export function searchSegment(segment: Segment, text: string): Float64Array {
  const core = asciiCore(text).slice(0, lines.maxTextBytes);
  const wanted = { text: core, isWhole: core !== '' && core === text };
  const matches = matchText(text);
  const blocks = new LineBlocks(segment);
  const found: number[] = [];

  function findLines(bytes: Buffer, base: number): void {
    const to = Math.min(bytes.length, segment.toByte - base);
    lines.find(bytes, to, wanted, ({ start, isCandidate }) => {
      // A byte order mark belongs to no line.
      const isMarked = base + start === 0 && bytes.subarray(0, BOM.length).equals(BOM);
      const lineStart = isMarked ? BOM.length : start;
      if (!isCandidate || isMatch(bytes.subarray(lineStart, bytes.indexOf(LF, lineStart))))
        found.push(base + lineStart);
    });
  }

  function isMatch(bytes: Buffer): boolean {
    if (!isUtf8(bytes)) return false;
    const line = bytes.toString('utf8');
    try {
      JSON.parse(line);
    } catch {
      return false;
    }
    return matches(line);
  }

  for (let next = blocks.next(); next !== undefined; next = blocks.next()) {
    if (next.kind === 'overlong') {
      if (!next.isEnded) break;
      continue;
    }
    const { block, end, base } = next;
    // What follows an unended line is a line feed, too.
    findLines(block.subarray(0, next.kind === 'unended' ? end + 1 : end), base);
    blocks.take(next.kind === 'unended' ? end : lineStartFrom(block, segment.toByte - base, end));
    if (next.kind === 'unended') break;
  }
  blocks.release();
  return Float64Array.from(found);
}

/** The first line that begins at `at` or later. */
function lineStartFrom(block: Buffer, at: number, end: number): number {
  return at >= end ? end : block.indexOf(LF, at - 1) + 1;
}

/** The longest run of characters that JSON writes as they are or as `\u00..`: no quote, slash or control character. */
function asciiCore(text: string): string {
  const runs = text.match(/[ !#-.0-[\]-~]+/g) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}
