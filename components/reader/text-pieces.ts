import { readExactJson, type ExactJson } from '@/components/ui/exact-json';

/** A piece of a text: prose, or a JSON value that the prose has on lines of its own. */
export type TextPiece =
  | { readonly kind: 'prose'; readonly text: string }
  | {
      readonly kind: 'json';
      /** The words before the value, such as `The world`; `''` without any. */
      readonly label: string;
      readonly value: ExactJson;
    };

/** More values of a text stay prose. */
const MAX_VALUES = 40;

/** Longer texts stay prose. */
const MAX_LENGTH = 200_000;

/** A line that begins a value: perhaps some words and a colon, then a bracket. */
const BEGIN = /^(?:([^\s{}[\]"`:*#>-][^{}[\]"`:\n]{0,59}):[ \t]*)?([{[].*)$/;
const FENCE = /^```([\w+-]*)[ \t]*$/;
const FENCE_END = /^```[ \t]*$/;

/** The pieces of a text, in order. Values on one line, on lines that are indented, and in fences are found. */
export function textPieces(text: string): readonly TextPiece[] {
  if (text.length > MAX_LENGTH || !/[{[]/.test(text)) return [{ kind: 'prose', text }];
  const lines = text.split('\n');
  const pieces: TextPiece[] = [];
  let values = 0;
  let prose: string[] = [];
  const endProse = (): void => {
    const said = prose.join('\n');
    if (said.trim() !== '') pieces.push({ kind: 'prose', text: said });
    prose = [];
  };
  const lastFence = lines.findLastIndex((line) => FENCE_END.test(line));
  for (let at = 0; at < lines.length;) {
    const found = values < MAX_VALUES ? valueAt(lines, at, lastFence) : undefined;
    if (found?.piece !== undefined) {
      endProse();
      pieces.push(found.piece);
      values++;
    }
    const next = found?.next ?? at + 1;
    if (found?.piece === undefined) for (const line of lines.slice(at, next)) prose.push(line);
    at = next;
  }
  endProse();
  return pieces;
}

/** A value that begins at a line, or lines that are none; `undefined` for any other line. `next` is the line after them. */
function valueAt(
  lines: readonly string[],
  at: number,
  lastFence: number,
): { readonly piece: TextPiece | undefined; readonly next: number } | undefined {
  const line = lines[at] ?? '';
  const [, language] = FENCE.exec(line) ?? [];
  if (language !== undefined) {
    if (at >= lastFence) return undefined;
    const end = lines.findIndex((each, index) => index > at && FENCE_END.test(each));
    const isJson = /^(json)?$/i.test(language);
    // Other code keeps its fence.
    const piece = isJson ? pieceOf('', lines.slice(at + 1, end).join('\n')) : undefined;
    return { piece, next: end + 1 };
  }
  const [, label = '', begin = ''] = BEGIN.exec(line.trimEnd()) ?? [];
  if (begin === '') return undefined;
  if (!/[{[,]$/.test(begin)) return { piece: pieceOf(label, begin), next: at + 1 };
  // The lines of a value in several lines are indented, up to its last bracket.
  let end = at + 1;
  while (end < lines.length && /^\s/.test(lines[end] ?? '')) end++;
  if (!/^[}\]]/.test(lines[end] ?? '')) return { piece: undefined, next: end };
  const value = [begin, ...lines.slice(at + 1, end + 1)].join('\n');
  return { piece: pieceOf(label, value), next: end + 1 };
}

/** A text that begins and ends like an object or a list, as a piece; `undefined` when it is not JSON, or is empty. */
function pieceOf(label: string, text: string): TextPiece | undefined {
  const json = text.trim();
  if (!/^[[{][^]*\S[^]*[\]}]$/.test(json)) return undefined;
  try {
    JSON.parse(json);
  } catch {
    return undefined;
  }
  return { kind: 'json', label: label.trim(), value: readExactJson(json) };
}
