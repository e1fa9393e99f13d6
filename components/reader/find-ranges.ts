/** More matches are not counted. */
export const MAX_MATCHES = 2000;

/** Text in different blocks does not match as one. */
const BLOCKS = new Set([
  ...['P', 'LI', 'PRE', 'TD', 'TH', 'SUMMARY', 'DIV', 'H3', 'H4', 'H5', 'H6', 'BLOCKQUOTE'],
  ...['ARTICLE', 'DETAILS'],
]);

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
  const pieces: TextPiece[] = [];
  const texts: string[] = [];
  let length = 0;
  let isNewBlock = false;
  const visit = (within: Node): void => {
    for (let node = within.firstChild; node !== null; node = node.nextSibling) {
      if (node instanceof Text) {
        if (isNewBlock) {
          texts.push(BETWEEN_BLOCKS);
          length++;
          isNewBlock = false;
        }
        pieces.push({ node, start: length });
        texts.push(node.data);
        length += node.length;
      } else if (node instanceof Element && !node.hasAttribute('data-no-find')) {
        const isBlock = BLOCKS.has(node.tagName);
        isNewBlock ||= isBlock;
        visit(node);
        isNewBlock ||= isBlock;
      }
    }
  };
  visit(root);
  return { text: texts.join(''), pieces };
}
