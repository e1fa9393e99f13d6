/** A text that is safe to show: of bounded length, and without characters that hide or move others. */
export type ShownText = string & { readonly __shown: true };

/** Longer names have `…` in the place of their middle. */
export const MAX_NAME_LENGTH = 160;

/** The share of a shortened name that is its end. */
export const END_SHARE = 0.4;

/**
 * Characters that are invisible or move others: control characters, half surrogate pairs, line ends, characters that reorder
 * text, zero-width spaces. Joiners stay, because scripts and emoji need them.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const UNSEEN_IN_LINES = new RegExp(`(?![\\n\\t])${UNSEEN.source}`, 'gu');

/**
 * A name of any length and characters, on one line. Invisible characters are shown as JSON escapes, a name that begins or ends
 * with a blank in quotes. A longer name loses its middle: similar names often differ at their ends.
 */
export function shownName(text: string, maxLength = MAX_NAME_LENGTH): ShownText {
  const shown = withoutMiddle(text, maxLength).replace(UNSEEN, escapeLetter);
  return toShown(/^\s|\s$/.test(text) ? `"${shown}"` : shown);
}

/** The beginning of a text on one line, with invisible characters as JSON escapes. A longer text ends in `…`. */
export function shownStart(text: string, maxLength: number): ShownText {
  const start = startOf(text, maxLength);
  const shown = start.replace(UNSEEN, escapeLetter);
  return toShown(start.length < text.length ? `${shown}…` : shown);
}

function withoutMiddle(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const endLength = Math.floor(maxLength * END_SHARE);
  const end = text.slice(text.length - endLength).replace(/^[\udc00-\udfff]/, '');
  return `${startOf(text, maxLength - endLength)}…${end}`;
}

/** Prose as written, with line ends and tabs. The caller limits the length. */
export function shownLines(text: string): ShownText {
  return toShown(text.replaceAll('\r\n', '\n').replace(UNSEEN_IN_LINES, escapeLetter));
}

/** The beginning of a text, without cutting a surrogate pair. */
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
