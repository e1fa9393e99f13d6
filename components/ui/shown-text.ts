/** A text that may be put on the page: of bounded length, and without letters that hide or move others. */
export type ShownText = string & { readonly __shown: true };

/** Longer names end in `…`. */
export const MAX_NAME_LENGTH = 160;

/**
 * Letters that cannot be seen, or that move those around them: control characters, half surrogate pairs, ends of lines,
 * marks that reorder text, blanks without width. Joiners stay, which scripts and emoji need.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const UNSEEN_IN_LINES = new RegExp(`(?![\\n\\t])${UNSEEN.source}`, 'gu');

/** A name of any length and letters, on one line: what cannot be seen is written as JSON writes it. */
export function shownName(text: string, maxLength = MAX_NAME_LENGTH): ShownText {
  const start = startOf(text, maxLength);
  const shown = start.replace(UNSEEN, escapeLetter);
  return toShown(start.length < text.length ? `${shown}…` : shown);
}

/** Prose as it was written: line ends and tabs stay. The length is up to the caller. */
export function shownLines(text: string): ShownText {
  return toShown(text.replaceAll('\r\n', '\n').replace(UNSEEN_IN_LINES, escapeLetter));
}

/** The first letters of a text; a surrogate pair is not cut in two. */
export function startOf(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const isPair = /[\ud800-\udbff]/.test(text.charAt(maxLength - 1));
  return text.slice(0, isPair ? maxLength - 1 : maxLength);
}

function escapeLetter(letter: string): string {
  const json = JSON.stringify(letter).slice(1, -1);
  if (json !== letter) return json;
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function toShown(text: string): ShownText {
  return text as ShownText;
}
