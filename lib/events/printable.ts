/**
 * Control characters, escapes, characters that change the direction of text, characters without a glyph, and the line
 * ends of Unicode. The joiners inside emoji are left alone.
 */
const UNPRINTABLE = /(?![\u200c\u200d])[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * Makes a name, an id or another foreign text safe as one line for a terminal or a log. Characters that a terminal
 * obeys, and invisible ones, become escapes: `\x1b`, `\u{202e}`.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escapeOf);
}

/** Like {@link printable}, for text of several lines: line ends and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === '\n' || character === '\t' ? character : escapeOf(character),
  );
}

function escapeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
}
