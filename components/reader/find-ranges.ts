/** More matches are not counted. */
export const MAX_MATCHES = 2000;

/** Text in different blocks does not match as one. */
const BLOCKS = 'p, li, pre, td, th, summary, div, h3, h4, h5, h6, blockquote';

/** Separates blocks: no text of a page has it. */
const BETWEEN_BLOCKS = '\u0000';

interface TextPiece {
  readonly node: Text;
  /** Its place in the whole text. */
  readonly start: number;
}

/** The places of a text in the text of an element, without regard to case, at most {@link MAX_MATCHES}. */
export function findRanges(root: Node, wanted: string): readonly Range[] {
  const query = wanted.toLowerCase();
  if (query === '') return [];
  const { text, pieces } = textOf(root);
  const lower = text.toLowerCase();
  // Letters whose lower case is longer would move all places.
  const searched = lower.length === text.length ? lower : text;
  const ranges: Range[] = [];
  let piece = 0;
  for (
    let at = searched.indexOf(query);
    at !== -1;
    at = searched.indexOf(query, at + query.length)
  ) {
    piece = pieceAt(pieces, at, piece);
    const end = at + query.length;
    const range = document.createRange();
    setPlace(range, 'setStart', pieces[piece], at);
    setPlace(range, 'setEnd', pieces[pieceAt(pieces, end - 1, piece)], end);
    ranges.push(range);
    if (ranges.length === MAX_MATCHES) break;
  }
  return ranges;
}

function setPlace(
  range: Range,
  side: 'setStart' | 'setEnd',
  piece: TextPiece | undefined,
  at: number,
): void {
  if (piece !== undefined) range[side](piece.node, Math.min(at - piece.start, piece.node.length));
}

/** The index of the piece that has a place, from an earlier one on. */
function pieceAt(pieces: readonly TextPiece[], at: number, from: number): number {
  let index = from;
  for (;;) {
    const next = pieces[index + 1];
    if (next === undefined || next.start > at) return index;
    index++;
  }
}

function textOf(root: Node): { readonly text: string; readonly pieces: readonly TextPiece[] } {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const pieces: TextPiece[] = [];
  const texts: string[] = [];
  let length = 0;
  let block: Element | null = null;
  while (walker.nextNode() !== null) {
    const node = walker.currentNode;
    if (!(node instanceof Text) || node.parentElement?.closest('[data-no-find]')) continue;
    const own = node.parentElement?.closest(BLOCKS) ?? null;
    if (own !== block) {
      texts.push(BETWEEN_BLOCKS);
      length++;
      block = own;
    }
    pieces.push({ node, start: length });
    texts.push(node.data);
    length += node.length;
  }
  return { text: texts.join(''), pieces };
}
