import { memberText } from '../json/member-text';

const ESCAPE = /\\(?:u([0-9a-f]{4})|(.))/gi;
const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Returns a test: whether the line of an event has `text` in its description, or in its details after decoding escapes.
 * Case is ignored.
 */
export function matchText(text: string): (line: string) => boolean {
  const pattern = textPattern(text);
  return (line) => {
    const description = memberText(line, 'description');
    if (
      description?.startsWith('"') === true &&
      pattern.test(decodeEscapes(description.slice(1, -1)))
    )
      return true;
    const details = memberText(line, 'details');
    return details?.startsWith('{') === true && pattern.test(decodeEscapes(details));
  };
}

/** A pattern that finds a literal text, ignoring case. */
export function textPattern(text: string, flags = 'i'): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`), flags);
}

/** JSON text with its escapes decoded, in which {@link matchText} looks for a text. */
export function decodeEscapes(json: string): string {
  if (!json.includes('\\')) return json;
  return json.replace(ESCAPE, (_, hex: string | undefined, letter: string) =>
    hex === undefined ? (ESCAPED[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
