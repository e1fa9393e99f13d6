import { textPattern } from '@/lib/filters/match-text';

/** A text with the highlighted matches of other texts, case-insensitive. */
export function MarkedText({
  text,
  finds,
}: {
  readonly text: string;
  readonly finds: readonly string[];
}) {
  if (finds.length === 0) return text;
  return splitMarks(text, finds).map(({ part, isMark, at }) =>
    isMark ? <mark key={at}>{part}</mark> : <span key={at}>{part}</span>,
  );
}

interface TextPart {
  readonly part: string;
  readonly isMark: boolean;
  /** The index of its first character. */
  readonly at: number;
}

/** The maximum number of parts. The rest of a text with more matches is one part. */
const MAX_PARTS = 40;

/** The parts of a text: the matches of other texts, and the text between them. */
export function splitMarks(text: string, finds: readonly string[]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  const pattern = new RegExp(finds.map((find) => textPattern(find).source).join('|'), 'gi');
  for (const match of text.matchAll(pattern)) {
    if (parts.length >= MAX_PARTS) break;
    if (match.index > end) {
      parts.push({ part: text.slice(end, match.index), isMark: false, at: end });
    }
    parts.push({ part: match[0], isMark: true, at: match.index });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ part: text.slice(end), isMark: false, at: end });
  return parts;
}
