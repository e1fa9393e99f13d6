// JSON's grammar over bytes. Every function takes a position and returns the position after the text it read, or NOT_READ.
// Every line ends with a line feed, which is not part of any value, so no function reads past it, although up to 16 bytes may
// be loaded together.

export const NOT_READ: usize = 0;

export const QUOTE: u8 = 0x22;
export const COMMA: u8 = 0x2c;
export const COLON: u8 = 0x3a;
export const OPEN_BRACKET: u8 = 0x5b;
export const CLOSE_BRACKET: u8 = 0x5d;
export const OPEN_BRACE: u8 = 0x7b;
export const CLOSE_BRACE: u8 = 0x7d;
export const SMALL_N: u8 = 0x6e;
const SPACE: u8 = 0x20;
const BACKSLASH: u8 = 0x5c;
const MINUS: u8 = 0x2d;
const PLUS: u8 = 0x2b;
const DOT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const SMALL_E: u8 = 0x65;
const SMALL_U: u8 = 0x75;

/** Deeper nesting is left to `JSON.parse`: each level is one bit of an integer. */
export const MAX_DEPTH: u32 = 30;

// Four letters in memory order.
const NULL: u32 = 0x6c6c_756e;
const TRUE: u32 = 0x6575_7274;
const ALSE: u32 = 0x6573_6c61;

/** Skips spaces; other white space is rare. */
export function skipSpaces(at: usize): usize {
  while (load<u8>(at) == SPACE) at++;
  return at;
}

/** Skips to the end of a run of plain characters in a string: its end, an escape, or a control character. */
export function skipRun(at: usize): usize {
  while (true) {
    const bytes = v128.load(at);
    // With this bit flipped, a quote is 0x20 and control characters stay below it.
    const turned = v128.xor(bytes, i8x16.splat(2));
    const isEnd = i8x16.eq(i8x16.min_u(turned, i8x16.splat(0x20)), turned);
    const ends = i8x16.bitmask(v128.or(isEnd, i8x16.eq(bytes, i8x16.splat(BACKSLASH))));
    if (ends != 0) return at + ctz(ends);
    at += 16;
  }
}

/** From after the opening quote to the closing quote, if the string has no escapes. */
export function findPlainStringEnd(at: usize): usize {
  at = skipRun(at);
  return load<u8>(at) == QUOTE ? at : NOT_READ;
}

/** From after the opening quote to after the closing quote. */
export function skipString(at: usize): usize {
  at = skipRun(at);
  return load<u8>(at) == QUOTE ? at + 1 : skipEscapes(at);
}

/** From the end of a plain run to after the closing quote. */
function skipEscapes(at: usize): usize {
  while (true) {
    const byte = load<u8>(at);
    if (byte == QUOTE) return at + 1;
    if (byte != BACKSLASH) return NOT_READ;
    const letter = load<u8>(at + 1);
    if (isEscaped(letter)) {
      at += 2;
    } else if (
      letter == SMALL_U &&
      isHex(load<u8>(at + 2)) &&
      isHex(load<u8>(at + 3)) &&
      isHex(load<u8>(at + 4)) &&
      isHex(load<u8>(at + 5))
    ) {
      at += 6;
    } else {
      return NOT_READ;
    }
    at = skipRun(at);
  }
}

/** Whether it is one of `"\/bfnrt`. */
function isEscaped(letter: u8): bool {
  switch (letter) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true;
    default:
      return false;
  }
}

function isHex(byte: u8): bool {
  const letter: u8 = byte | 0x20;
  return isDigit(byte) || (letter >= 0x61 && letter <= 0x66);
}

export function isDigit(byte: u8): bool {
  return <u8>(byte - ZERO) <= 9;
}

/** Skips any value. */
export function skipValue(at: usize): usize {
  const first = load<u8>(at);
  if (first == QUOTE) return skipString(at + 1);
  if (first == OPEN_BRACE || first == OPEN_BRACKET) return skipNested(at);
  return skipScalar(at);
}

export function skipScalar(at: usize): usize {
  switch (load<u8>(at)) {
    case QUOTE:
      return skipString(at + 1);
    case SMALL_N:
      return load<u32>(at) == NULL ? at + 4 : NOT_READ;
    case 0x74:
      return load<u32>(at) == TRUE ? at + 4 : NOT_READ;
    case 0x66:
      return load<u32>(at + 1) == ALSE ? at + 5 : NOT_READ;
    default:
      return skipNumber(at);
  }
}

/** Skips `null`. */
export function skipNull(at: usize): usize {
  return load<u32>(at) == NULL ? at + 4 : NOT_READ;
}

function skipNumber(at: usize): usize {
  if (load<u8>(at) == MINUS) at++;
  if (load<u8>(at) == ZERO) at++;
  else if ((at = skipDigits(at)) == NOT_READ) return NOT_READ;
  if (load<u8>(at) == DOT && (at = skipDigits(at + 1)) == NOT_READ) return NOT_READ;
  if ((load<u8>(at) | 0x20) != SMALL_E) return at;
  const sign = load<u8>(at + 1);
  return skipDigits(sign == MINUS || sign == PLUS ? at + 2 : at + 1);
}

/** Skips at least one digit. */
function skipDigits(at: usize): usize {
  const count = countDigits(at);
  if (count == 0) return NOT_READ;
  at += count;
  if (count == 16) while (isDigit(load<u8>(at))) at++;
  return at;
}

/** The number of leading digits in 16 bytes. */
export function countDigits(at: usize): u32 {
  const digits = i8x16.sub(v128.load(at), i8x16.splat(ZERO));
  const isDigit = i8x16.eq(i8x16.min_u(digits, i8x16.splat(9)), digits);
  return ctz(~i8x16.bitmask(isDigit));
}

/** Skips an object or a list. */
function skipNested(at: usize): usize {
  // The lowest bit is the innermost level: 1 for an object.
  let levels: u32 = 0;
  let depth: u32 = 0;
  while (true) {
    // At a value.
    const byte = load<u8>(at);
    if (byte == OPEN_BRACE || byte == OPEN_BRACKET) {
      if (++depth > MAX_DEPTH) return NOT_READ;
      const isObject = byte == OPEN_BRACE;
      levels = (levels << 1) | u32(isObject);
      at = skipSpaces(at + 1);
      if (load<u8>(at) != (isObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
        if (isObject && (at = skipKey(at)) == NOT_READ) return NOT_READ;
        continue;
      }
    } else {
      if ((at = byte == QUOTE ? skipString(at + 1) : skipScalar(at)) == NOT_READ) return NOT_READ;
      at = skipSpaces(at);
    }
    // After a value, or at the end of an empty level.
    while (true) {
      const isObject = (levels & 1) == 1;
      const mark = load<u8>(at);
      if (mark == COMMA) {
        at = skipSpaces(at + 1);
        if (isObject && (at = skipKey(at)) == NOT_READ) return NOT_READ;
        break;
      }
      if (mark != (isObject ? CLOSE_BRACE : CLOSE_BRACKET)) return NOT_READ;
      at++;
      levels >>= 1;
      if (--depth == 0) return at;
      at = skipSpaces(at);
    }
  }
}

/** Skips a key and its colon. */
function skipKey(at: usize): usize {
  if (load<u8>(at) != QUOTE) return NOT_READ;
  const end = skipString(at + 1);
  if (end == NOT_READ) return NOT_READ;
  return skipColon(end);
}

/** Skips a colon. */
export function skipColon(at: usize): usize {
  at = skipSpaces(at);
  return load<u8>(at) == COLON ? skipSpaces(at + 1) : NOT_READ;
}
