import { MAX_LINE_BYTES, readLineBytes } from '../files/line-bytes';
import { matchText } from '../filters/match-text';
import { LineBlocks, type Segment, type Stretch } from './line-blocks';
import { SearchLines } from './search-lines';

const LF = 0x0a;

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
  const maxLineBytes = segment.maxLineBytes ?? MAX_LINE_BYTES;
  const blocks = new LineBlocks(segment);
  const found: number[] = [];

  function findLines({ block, base, to }: Stretch, end: number): void {
    const bytes = block.subarray(0, end);
    lines.find(bytes, to, wanted, ({ start, isCandidate }) => {
      if (!isCandidate) {
        found.push(base + start);
        return;
      }
      const place = { blockOffset: base, isKnownUtf8: false, maxLineBytes };
      const { line } = readLineBytes(bytes, start, bytes.indexOf(LF, start), place);
      if (line?.text !== undefined && isMatch(line.text)) found.push(line.byteOffset);
    });
  }

  function isMatch(line: string): boolean {
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
    // What follows an unended line is a line feed, too.
    findLines(next, next.kind === 'unended' ? next.end + 1 : next.end);
    blocks.take(next.kind === 'unended' ? next.end : nextLineStart(next));
    if (next.kind === 'unended') break;
  }
  blocks.release();
  return Float64Array.from(found);
}

/** Where the next segment's first line begins, or what follows the block. */
function nextLineStart({ block, end, to }: Stretch): number {
  return to >= end ? end : block.indexOf(LF, to - 1) + 1;
}

/** The longest run of characters that JSON writes as they are or as `\u00..`: no quote, slash or control character. */
function asciiCore(text: string): string {
  const runs = text.match(/[ !#-.0-[\]-~]+/g) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}
