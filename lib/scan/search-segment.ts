import { isUtf8 } from 'node:buffer';
import { matchText, textPattern } from '../filters/match-text';
import {
  CLOSE_BRACE,
  COMMA,
  findPlainStringEnd,
  NOT_READ,
  OPEN_BRACE,
  QUOTE,
  skipColon,
  skipSpaces,
  skipValue,
} from './json-bytes';
import { LineBlocks, type Segment } from './line-blocks';

const LF = 0x0a;
const BACKSLASH = 0x5c;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** How JSON may write an ASCII letter another way. */
const ESCAPED_ASCII = String.raw`\\u00[2-7]`;

/**
 * Where the lines of a segment begin that have a text in their description or details, as `matchText` tells of events.
 * Lines that are no events may be among them; those that are too long to be events are not.
 * @throws the file system's error when the file cannot be read
 */
export function searchSegment(segment: Segment, text: string): Float64Array {
  const search = new LineSearch(text);
  const blocks = new LineBlocks(segment);
  const found: number[] = [];
  for (let next = blocks.next(); next !== undefined; next = blocks.next()) {
    if (next.kind === 'overlong') {
      if (!next.isEnded) break;
      continue;
    }
    const { block, end, base } = next;
    const to = Math.min(end, segment.toByte - base);
    search.findLines(block, end, to, base, (at) => found.push(base + at));
    blocks.take(next.kind === 'unended' ? end : lineStartFrom(block, to, end));
    if (next.kind === 'unended') break;
  }
  return Float64Array.from(found);
}

/** The first line that begins at `at` or later. */
function lineStartFrom(block: Buffer, at: number, end: number): number {
  return at >= end ? end : block.indexOf(LF, at - 1) + 1;
}

class LineSearch {
  /** What every line that matches has among its bytes. */
  readonly #candidate: RegExp;
  /** The text itself, when bytes without escapes tell whether it is there. */
  readonly #plain: RegExp | undefined;
  readonly #matches: (line: string) => boolean;

  constructor(text: string) {
    const core = asciiCore(text);
    // A line may write any of its letters as an escape; without a core every line has to be looked at.
    this.#candidate = new RegExp(
      core === '' ? '[^\n]' : `${textPattern(core).source}|${ESCAPED_ASCII}`,
      'gi',
    );
    this.#plain = core === text ? textPattern(text) : undefined;
    this.#matches = matchText(text);
  }

  /** Tells of lines in `block[0, end)` that match and begin before `to`. */
  findLines(
    block: Buffer,
    end: number,
    to: number,
    base: number,
    onMatch: (lineStart: number) => void,
  ): void {
    // A byte a character, so that places in the text are places in the block.
    const text = block.toString('latin1', 0, end);
    const candidate = this.#candidate;
    candidate.lastIndex = 0;
    for (let hit = candidate.exec(text); hit !== null; hit = candidate.exec(text)) {
      const lineEnd = endOfLine(block, hit.index, end);
      let start = hit.index === 0 ? 0 : block.lastIndexOf(LF, hit.index - 1) + 1;
      if (start >= to) return;
      // A byte order mark belongs to no line.
      if (base + start === 0 && block.subarray(0, BOM.length).equals(BOM)) start += BOM.length;
      if (this.#isMatch(block, text, start, lineEnd)) onMatch(start);
      candidate.lastIndex = lineEnd + 1;
    }
  }

  #isMatch(block: Buffer, text: string, start: number, end: number): boolean {
    const plain = this.#plain;
    const spans = plain === undefined ? undefined : findTextSpans(block, start);
    if (plain !== undefined && spans !== undefined) {
      return spans.some(([from, to]) => plain.test(text.slice(from, to)));
    }
    const bytes = block.subarray(start, end);
    if (!isUtf8(bytes)) return false;
    const line = bytes.toString('utf8');
    try {
      JSON.parse(line);
    } catch {
      return false;
    }
    return this.#matches(line);
  }
}

function endOfLine(block: Buffer, from: number, end: number): number {
  const lineFeed = block.indexOf(LF, from);
  return lineFeed === -1 || lineFeed > end ? end : lineFeed;
}

/** The longest run of characters that JSON writes as they are or as `\u00..`: no quote, slash or control character. */
function asciiCore(text: string): string {
  const runs = text.match(/[ !#-.0-[\]-~]+/g) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

type Span = readonly [from: number, to: number];

/**
 * Where the description and the details stand in the line that begins at `start`; `undefined` when the line is not of the
 * common form, or writes one of them with escapes.
 */
function findTextSpans(block: Buffer, start: number): readonly Span[] | undefined {
  if (block[start] !== OPEN_BRACE) return undefined;
  const spans: Span[] = [];
  let hasDescription = false;
  let hasDetails = false;
  let at = skipSpaces(block, start + 1);
  for (;;) {
    if (block[at] !== QUOTE) return undefined;
    const keyStart = at + 1;
    const keyEnd = findPlainStringEnd(block, keyStart);
    if (keyEnd === NOT_READ) return undefined;
    const from = skipColon(block, keyEnd + 1);
    const to = from === NOT_READ ? NOT_READ : skipValue(block, from);
    if (to === NOT_READ) return undefined;
    const isDescription = isName(block, keyStart, keyEnd, DESCRIPTION);
    const isDetails = isName(block, keyStart, keyEnd, DETAILS);
    // A field that is given twice counts as given last, which is not worked out here.
    if ((isDescription && hasDescription) || (isDetails && hasDetails)) return undefined;
    hasDescription ||= isDescription;
    hasDetails ||= isDetails;
    if ((isDescription && block[from] === QUOTE) || (isDetails && block[from] === OPEN_BRACE)) {
      if (block.subarray(from, to).includes(BACKSLASH)) return undefined;
      spans.push(isDescription ? [from + 1, to - 1] : [from, to]);
    }
    at = skipSpaces(block, to);
    if (block[at] === CLOSE_BRACE) return spans;
    if (block[at] !== COMMA) return undefined;
    at = skipSpaces(block, at + 1);
  }
}

const DESCRIPTION = Buffer.from('description');
const DETAILS = Buffer.from('details');

function isName(block: Buffer, start: number, end: number, name: Buffer): boolean {
  return end - start === name.length && block.compare(name, 0, name.length, start, end) === 0;
}
