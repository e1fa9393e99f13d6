import { nameOf, skipBlanks } from './member-text';

/** Lets other work run when it is time to. */
export type Breathe = () => Promise<void>;

/** The number of characters read between two calls of `breathe`. */
const STEP = 32 * 1024;

/**
 * Finds the values of some members of a JSON object, as JSON texts. Long objects are read in slices. For a repeated
 * name the last value counts.
 * @param objectText valid JSON, an object
 */
export async function findMembers(
  objectText: string,
  names: readonly string[],
  breathe: Breathe,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(names);
  const found = new Map<string, string>();
  const reader = new LongReader(objectText, breathe);
  let at = skipBlanks(objectText, objectText.indexOf('{') + 1);
  while (objectText.charCodeAt(at) === QUOTE) {
    const nameEnd = await reader.endOfValue(at);
    const quoted = objectText.slice(at, nameEnd);
    // Skips the colon.
    const start = skipBlanks(objectText, skipBlanks(objectText, nameEnd) + 1);
    const end = await reader.endOfValue(start);
    const name = quoted.length > MAX_NAME_LENGTH ? undefined : nameOf(quoted);
    if (name !== undefined && wanted.has(name)) found.set(name, objectText.slice(start, end));
    at = skipBlanks(objectText, end);
    if (objectText.charCodeAt(at) === COMMA) at = skipBlanks(objectText, at + 1);
  }
  return found;
}

/** Decodes a JSON string. Long strings are read in slices. */
export async function parseString(json: string, breathe: Breathe): Promise<string> {
  const pieces: string[] = [];
  const end = json.length - 1;
  for (let from = 1; from < end;) {
    await breathe();
    const to = Math.min(endOfEscape(json, from + STEP), end);
    const piece: unknown = JSON.parse(`"${json.slice(from, to)}"`);
    pieces.push(typeof piece === 'string' ? piece : '');
    from = to;
  }
  return pieces.join('');
}

/**
 * Parses the items of a JSON list. Long lists are read in slices.
 * @param listText valid JSON, a list
 */
export async function parseList(listText: string, breathe: Breathe): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  const reader = new LongReader(listText, breathe);
  let at = skipBlanks(listText, listText.indexOf('[') + 1);
  for (let from = at; listText.charCodeAt(at) !== CLOSE_BRACKET;) {
    const end = await reader.endOfValue(at);
    at = skipBlanks(listText, end);
    const isLast = listText.charCodeAt(at) !== COMMA;
    if (isLast || end - from > STEP) {
      await breathe();
      const some: unknown = JSON.parse(`[${listText.slice(from, end)}]`);
      if (Array.isArray(some)) for (const item of some) items.push(item);
      from = skipBlanks(listText, at + 1);
    }
    if (isLast) break;
    at = skipBlanks(listText, at + 1);
  }
  return items;
}

/** Longer names, with their escapes, are never searched for. */
const MAX_NAME_LENGTH = 100;

/** Finds the ends of values, and calls `breathe` at regular intervals, even inside a value. */
class LongReader {
  readonly #text: string;
  readonly #breathe: Breathe;
  #breathAt = STEP;

  constructor(text: string, breathe: Breathe) {
    this.#text = text;
    this.#breathe = breathe;
  }

  /** The end of the value that begins at `start`. */
  async endOfValue(start: number): Promise<number> {
    const text = this.#text;
    let depth = 0;
    let isInString = false;
    for (let at = start; at < text.length; at++) {
      if (at > this.#breathAt) {
        this.#breathAt = at + STEP;
        await this.#breathe();
      }
      if (isInString) {
        const quote = text.indexOf('"', at);
        if (quote === -1) return text.length;
        at = quote;
        if (isEscaped(text, quote)) continue;
        isInString = false;
        if (depth === 0) return at + 1;
        continue;
      }
      switch (text.charCodeAt(at)) {
        case QUOTE:
          isInString = true;
          break;
        case OPEN_BRACE:
        case OPEN_BRACKET:
          depth += 1;
          break;
        case CLOSE_BRACE:
        case CLOSE_BRACKET:
          // A plain value is ended by the end of the object around it, which is not part of the value.
          if (depth === 0) return at;
          depth -= 1;
          if (depth === 0) return at + 1;
          break;
        case COMMA:
        case SPACE:
        case TAB:
        case LF:
        case CR:
          if (depth === 0) return at;
      }
    }
    return text.length;
  }
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** The most characters that an escape has after its backslash. */
const ESCAPE_REST = 5;

/** The first place from `at` on that is not inside an escape of a JSON string, such as `\u00e9`. */
function endOfEscape(json: string, at: number): number {
  const backslash = json.lastIndexOf('\\', at - 1);
  if (backslash < at - ESCAPE_REST || isEscaped(json, backslash)) return at;
  const length = json.charAt(backslash + 1) === 'u' ? 1 + ESCAPE_REST : 2;
  return Math.max(at, backslash + length);
}

/** Whether the character at this place is escaped by a backslash. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - 1 - before) % 2 === 1;
}
