// JSON's grammar over bytes. Every function takes a position and gives the one after what it read, or NOT_READ when the
// bytes are not JSON, or are JSON of a rare form that `JSON.parse` is left to judge. Bytes must end in a line feed.

export const NOT_READ = -1;

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
const SMALL_N = 0x6e;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const PLUS = 0x2b;
const DOT = 0x2e;
const ZERO = 0x30;
const SMALL_U = 0x75;

/** Deeper nesting is left to `JSON.parse`: a bit of one integer says of each level what it is. */
const MAX_DEPTH = 30;

/** What ends a run of a string's plain bytes: its end, an escape, a control character. */
const ENDS_RUN = tableOf([QUOTE, BACKSLASH, ...Array.from({ length: 0x20 }, (_, byte) => byte)]);
const ESCAPED = tableOf(Array.from('"\\/bfnrt', (letter) => letter.charCodeAt(0)));
const HEX = tableOf(Array.from('0123456789abcdefABCDEF', (digit) => digit.charCodeAt(0)));
const DIGIT = tableOf(Array.from('0123456789', (digit) => digit.charCodeAt(0)));

/** Past spaces; other white space is rare. */
export function skipSpaces(bytes: Uint8Array, at: number): number {
  while (bytes[at] === SPACE) at++;
  return at;
}

/** To the byte that ends a run of a string's plain bytes: four at a time take half the time that one at a time do. */
function skipRun(bytes: Uint8Array, at: number): number {
  while (
    ((ENDS_RUN[bytes[at] ?? 0] ?? 1) |
      (ENDS_RUN[bytes[at + 1] ?? 0] ?? 1) |
      (ENDS_RUN[bytes[at + 2] ?? 0] ?? 1) |
      (ENDS_RUN[bytes[at + 3] ?? 0] ?? 1)) ===
    0
  ) {
    at += 4;
  }
  while (ENDS_RUN[bytes[at] ?? 0] === 0) at++;
  return at;
}

/** From after the opening quote to the closing one, when the string has no escape. */
export function findPlainStringEnd(bytes: Uint8Array, at: number): number {
  at = skipRun(bytes, at);
  return bytes[at] === QUOTE ? at : NOT_READ;
}

/** From after the opening quote to after the closing one. */
function skipString(bytes: Uint8Array, at: number): number {
  for (;;) {
    at = skipRun(bytes, at);
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte !== BACKSLASH) return NOT_READ;
    const letter = bytes[at + 1] ?? 0;
    if (ESCAPED[letter] === 1) {
      at += 2;
    } else if (
      letter === SMALL_U &&
      HEX[bytes[at + 2] ?? 0] === 1 &&
      HEX[bytes[at + 3] ?? 0] === 1 &&
      HEX[bytes[at + 4] ?? 0] === 1 &&
      HEX[bytes[at + 5] ?? 0] === 1
    ) {
      at += 6;
    } else {
      return NOT_READ;
    }
  }
}

/** Past any value. */
export function skipValue(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return skipNested(bytes, at);
  return skipScalar(bytes, at);
}

function skipScalar(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case QUOTE:
      return skipString(bytes, at + 1);
    case SMALL_N:
      return skipWord(bytes, at, 0x75, 0x6c, 0x6c);
    case 0x74:
      return skipWord(bytes, at, 0x72, 0x75, 0x65);
    case 0x66:
      return bytes[at + 1] === 0x61 ? skipWord(bytes, at + 1, 0x6c, 0x73, 0x65) : NOT_READ;
    default:
      return skipNumber(bytes, at);
  }
}

/** Past `null`, or `true`: the letter at `at` and three more. */
function skipWord(bytes: Uint8Array, at: number, b: number, c: number, d: number): number {
  return bytes[at + 1] === b && bytes[at + 2] === c && bytes[at + 3] === d ? at + 4 : NOT_READ;
}

function skipNumber(bytes: Uint8Array, at: number): number {
  if (bytes[at] === MINUS) at++;
  if (bytes[at] === ZERO) at++;
  else if ((at = skipDigits(bytes, at)) === NOT_READ) return NOT_READ;
  if (bytes[at] === DOT && (at = skipDigits(bytes, at + 1)) === NOT_READ) return NOT_READ;
  const byte = bytes[at];
  if (byte !== 0x65 && byte !== 0x45) return at;
  const sign = bytes[at + 1];
  return skipDigits(bytes, sign === MINUS || sign === PLUS ? at + 2 : at + 1);
}

/** Past at least one digit. */
function skipDigits(bytes: Uint8Array, at: number): number {
  if (DIGIT[bytes[at] ?? 0] === 0) return NOT_READ;
  while (DIGIT[bytes[at] ?? 0] === 1) at++;
  return at;
}

/** Past an object or a list and all within. */
function skipNested(bytes: Uint8Array, at: number): number {
  // The lowest bit is the innermost level: 1 for an object.
  let levels = 0;
  let depth = 0;
  for (;;) {
    // At a value.
    const byte = bytes[at];
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (++depth > MAX_DEPTH) return NOT_READ;
      const isObject = byte === OPEN_BRACE;
      levels = (levels << 1) | (isObject ? 1 : 0);
      at = skipSpaces(bytes, at + 1);
      if (bytes[at] !== (isObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
        if (isObject && (at = skipKey(bytes, at)) === NOT_READ) return NOT_READ;
        continue;
      }
    } else {
      if ((at = skipScalar(bytes, at)) === NOT_READ) return NOT_READ;
      at = skipSpaces(bytes, at);
    }
    // After a value, or at the end of an empty level.
    for (;;) {
      const isObject = (levels & 1) === 1;
      const mark = bytes[at];
      if (mark === COMMA) {
        at = skipSpaces(bytes, at + 1);
        if (isObject && (at = skipKey(bytes, at)) === NOT_READ) return NOT_READ;
        break;
      }
      if (mark !== (isObject ? CLOSE_BRACE : CLOSE_BRACKET)) return NOT_READ;
      at++;
      levels >>= 1;
      if (--depth === 0) return at;
      at = skipSpaces(bytes, at);
    }
  }
}

/** Past a key and its colon, to the value. */
function skipKey(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== QUOTE) return NOT_READ;
  const end = skipString(bytes, at + 1);
  if (end === NOT_READ) return NOT_READ;
  return skipColon(bytes, end);
}

/** Past a colon, to the value. */
export function skipColon(bytes: Uint8Array, at: number): number {
  at = skipSpaces(bytes, at);
  return bytes[at] === COLON ? skipSpaces(bytes, at + 1) : NOT_READ;
}

function tableOf(bytes: readonly number[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of bytes) table[byte] = 1;
  return table;
}
