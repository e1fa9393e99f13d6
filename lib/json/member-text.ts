const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const CLOSE_BRACKET = 0x5d;

/**
 * The JSON text of a member's value. Unlike after `JSON.parse` and `JSON.stringify`, numbers keep their digits. For a
 * repeated name the last value counts, as in `JSON.parse`.
 * @param objectText valid JSON, an object
 */
export function memberText(objectText: string, name: string): string | undefined {
  let found: string | undefined;
  for (const { quoted, start, end } of eachMember(objectText)) {
    if (isName(quoted, name)) found = objectText.slice(start, end);
  }
  return found;
}

/** The JSON texts of all members by name; see {@link memberText}. */
export function memberTexts(objectText: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { quoted, start, end } of eachMember(objectText)) {
    found.set(nameOf(quoted), objectText.slice(start, end));
  }
  return found;
}

/**
 * The JSON texts of the items of a list.
 * @param listText valid JSON, a list
 */
export function itemTexts(listText: string): readonly string[] {
  return Array.from(eachItem(listText), ({ start, end }) => listText.slice(start, end));
}

/** The place of a value in a text. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

/** The place of each item of a JSON list. */
export function* eachItem(listText: string): Generator<TextPlace, void, undefined> {
  for (let at = skipBlanks(listText, listText.indexOf('[') + 1); ;) {
    if (listText.charCodeAt(at) === CLOSE_BRACKET) return;
    const end = endOfValue(listText, at);
    // A text that is not a list has no end.
    if (end === at) return;
    yield { start: at, end };
    at = skipBlanks(listText, end);
    if (listText.charCodeAt(at) === COMMA) at = skipBlanks(listText, at + 1);
  }
}

/** A quoted name, and the place of its value. */
interface MemberPlace extends TextPlace {
  readonly quoted: string;
}

/** The names of the members of a JSON object, and the places of their values. */
export function* eachMember(objectText: string): Generator<MemberPlace, void, undefined> {
  for (let at = skipBlanks(objectText, objectText.indexOf('{') + 1); ;) {
    if (objectText.charCodeAt(at) !== QUOTE) return;
    const nameEnd = endOfString(objectText, at);
    const quoted = objectText.slice(at, nameEnd);
    // Skips the colon.
    const start = skipBlanks(objectText, skipBlanks(objectText, nameEnd) + 1);
    const end = endOfValue(objectText, start);
    yield { quoted, start, end };
    at = skipBlanks(objectText, end);
    if (objectText.charCodeAt(at) === COMMA) at = skipBlanks(objectText, at + 1);
  }
}

function isName(quoted: string, name: string): boolean {
  return quoted.includes('\\') ? nameOf(quoted) === name : quoted.slice(1, -1) === name;
}

/** Decodes a quoted name. */
export function nameOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  const name: unknown = JSON.parse(quoted);
  return typeof name === 'string' ? name : '';
}

export function skipBlanks(text: string, at: number): number {
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

function endOfValue(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"') return endOfString(text, start);
  if (first === '{' || first === '[') return endOfContainer(text, start);
  let at = start;
  while (at < text.length && !',}]'.includes(text.charAt(at)) && !isBlank(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

function endOfContainer(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '"':
        at = endOfString(text, at) - 1;
        break;
      case '{':
      case '[':
        depth++;
        break;
      case '}':
      case ']':
        depth--;
        if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** The end of the string that begins with the quote at `start`. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}
