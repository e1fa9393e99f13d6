import { MAX_LINE_BYTES, readLineBytes } from '../files/line-bytes';
import { matchLine, neededText, type LineSearch } from '../filters/line-search';
import { LineBlocks, type Segment, type Stretch } from './line-blocks';
import { SearchLines } from './search-lines';

const LF = 0x0a;

/** Shared within this thread. */
const lines = new SearchLines();

/**
 * The offsets of the lines of a segment that a search finds, by the rules of `matchLine`. Lines
 * that are not events may be included, unless they are too long to be events.
 * @throws the file system's error when the file cannot be read
 */
export function searchSegment(segment: Segment, search: LineSearch): Float64Array {
  const core = asciiCore(neededText(search)).slice(0, lines.maxTextBytes);
  const wanted = { text: core, isWhole: core !== '' && core === search.text };
  const matches = matchLine(search);
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
      if (!matches(line)) return false;
      JSON.parse(line);
      return true;
    } catch {
      // The line is no event.
      return false;
    }
  }

  for (let next = blocks.next(); next !== undefined; next = blocks.next()) {
    if (next.kind === 'overlong') {
      if (!next.isEnded) break;
      continue;
    }
    // A line feed follows an unended line in the block.
    findLines(next, next.kind === 'unended' ? next.end + 1 : next.end);
    blocks.take(next.kind === 'unended' ? next.end : nextLineStart(next));
    if (next.kind === 'unended') break;
  }
  blocks.release();
  return Float64Array.from(found);
}

/** The start of the next segment's first line, or the end of the block. */
function nextLineStart({ block, end, to }: Stretch): number {
  return to >= end ? end : block.indexOf(LF, to - 1) + 1;
}

/** The longest run of characters that JSON writes unescaped or as `\u00..`: no quotes, slashes or control characters. */
function asciiCore(text: string): string {
  const runs = text.match(/[ !#-.0-[\]-~]+/g) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}
