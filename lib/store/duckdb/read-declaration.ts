import { readEvent, readEventLine } from '../../events/read-event';
import { breathe, isBreathDue } from '../../work/work';
import type { Declaration } from './declared-links';

/** Longer lines are not parsed as a whole: that would take one turn. */
export const MAX_PARSED_LENGTH = 512 * 1024;
/** Of a long value, so many characters are passed over between two looks at the clock. */
const STRIDE = 32 * 1024;

const MEMBERS = ['event_id', 'timestamp', 'turn_number', 'event_type', 'caused_by'];

/** What a line says of its event's causes; `undefined` when it holds no event. */
export async function readDeclaration(line: string): Promise<Declaration | undefined> {
  if (isBreathDue()) await breathe();
  if (line.length <= MAX_PARSED_LENGTH) return readEventLine(line).event;
  const members = await readMembers(line, MEMBERS);
  try {
    const values = [...members].map(([name, text]): [string, unknown] => [name, JSON.parse(text)]);
    return readEvent(Object.fromEntries(values)).event;
  } catch {
    return undefined;
  }
}

/** The texts of some members of a long JSON object, in slices; of a name that stands twice the last. */
async function readMembers(
  line: string,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let at = skipBlanks(line, line.indexOf('{') + 1);
  while (line.charAt(at) === '"') {
    const nameEnd = endOfString(line, at);
    const quoted = line.slice(at, nameEnd);
    const start = skipBlanks(line, skipBlanks(line, nameEnd) + 1);
    const end = await endOfValue(line, start);
    const name: unknown = JSON.parse(quoted);
    if (typeof name === 'string' && wanted.includes(name)) found.set(name, line.slice(start, end));
    at = skipBlanks(line, end);
    if (line.charAt(at) === ',') at = skipBlanks(line, at + 1);
  }
  return found;
}

/** Where a value that begins at `start` is over. */
async function endOfValue(text: string, start: number): Promise<number> {
  let depth = 0;
  let nextLook = start + STRIDE;
  for (let at = start; at < text.length; at++) {
    if (at > nextLook) {
      if (isBreathDue()) await breathe();
      nextLook = at + STRIDE;
    }
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at) - 1;
        if (depth === 0) return at + 1;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth += 1;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        // The object that a plain value ends with is not the value's.
        if (depth === 0) return at;
        depth -= 1;
        if (depth === 0) return at + 1;
        break;
      case COMMA:
        if (depth === 0) return at;
    }
  }
  return text.length;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text.charAt(at) || '"')) at += 1;
  return at;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at -= 1;
  return (quote - 1 - at) % 2 === 1;
}
