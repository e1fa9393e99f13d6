const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const CLOSE_BRACKET = 0x5d;

/**
 * The value of a member of a JSON object as it is written: numbers keep their digits, which `JSON.parse` and
 * `JSON.stringify` would not. Of a name that stands twice the last, as `JSON.parse` has it.
 * @param objectText valid JSON, an object
 */
export function memberText(objectText: string, name: string): string | undefined {
  let found: string | undefined;
  for (const { quoted, start, end } of eachMember(objectText)) {
    if (isName(quoted, name)) found = objectText.slice(start, end);
  }
  return found;
}

/** The values of all members of a JSON object by their names, as {@link memberText} gives each. */
export function memberTexts(objectText: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { quoted, start, end } of eachMember(objectText)) {
    found.set(nameOf(quoted), objectText.slice(start, end));
  }
  return found;
}

/**
 * The items of a JSON list as they are written.
 * @param listText valid JSON, a list
 */
export function itemTexts(listText: string): readonly string[] {
  return Array.from(eachItem(listText), ({ start, end }) => listText.slice(start, end));
}

/** Where a value stands in a text. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

/** Where each item of a JSON list stands. */
export function* eachItem(listText: string): Generator<TextPlace, void, undefined> {
  for (let at = skipBlanks(listText, listText.indexOf('[') + 1); ;) {
    if (listText.charCodeAt(at) === CLOSE_BRACKET) return;
    const end = endOfValue(listText, at);
    // Of what is no list there is no end.
    if (end === at) return;
    yield { start: at, end };
    at = skipBlanks(listText, end);
    if (listText.charCodeAt(at) === COMMA) at = skipBlanks(listText, at + 1);
  }
}

/** A name in its quotes, and where its value stands. */
interface MemberPlace extends TextPlace {
  readonly quoted: string;
}

/** The names and places of the members of a JSON object. */
export function* eachMember(objectText: string): Generator<MemberPlace, void, undefined> {
  for (let at = skipBlanks(objectText, objectText.indexOf('{') + 1); ;) {
    if (objectText.charCodeAt(at) !== QUOTE) return;
    const nameEnd = endOfString(objectText, at);
    const quoted = objectText.slice(at, nameEnd);
    // Past the colon.
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

/** The name that stands in quotes. */
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

/** Where a string that begins at a quote is over. */
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
