/**
 * Controls, escapes, marks that turn the direction of text, characters without a picture, and the line ends of Unicode. The
 * joiners that hold an emoji together are left as they are.
 */
const UNPRINTABLE = /(?![\u200c\u200d])[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * A name, an id or another text of foreign making as one line for a terminal or a log: what a terminal would obey and a
 * reader would not see is shown as an escape, `\x1b` or `\u{202e}`.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escapeOf);
}

/** As {@link printable}, for text of several lines: its line ends and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === '\n' || character === '\t' ? character : escapeOf(character),
  );
}

function escapeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
}
