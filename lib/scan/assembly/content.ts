import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  findPlainStringEnd,
  isDigit,
  MAX_DEPTH,
  NOT_READ,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipColon,
  skipRun,
  skipScalar,
  skipSpaces,
  skipString,
  skipValue,
} from './json';
import {
  ULID_BITS,
  VOLATILE_FIELDS,
  VOLATILE_LENGTHS,
  VOLATILE_LENGTHS_2,
  VOLATILE_FIELDS_2,
} from './memory';
import { NOT_LISTED, rankOf } from './slots';
import { readUlid, ULID_LENGTH } from './ulid';

// The content of an event as 64 bits; ../content-hash.ts computes the same from text, and explains it.

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
const TEXT: u64 = 0x7465_7874;
const NUMBER: u64 = 0x6e75_6d62;
const NEGATIVE: u64 = 0x2d00_0000;
const WORD: u64 = 0x776f_7264;
const LIST: u64 = 0x6c69_7374;
const OBJECT: u64 = 0x6f62_6a65;
const DESCRIPTION: u64 = 0x6465_7363;

const SMALL_N: u8 = 0x6e;
const SMALL_T: u8 = 0x74;
const SMALL_F: u8 = 0x66;
const SMALL_U: u8 = 0x75;
const BACKSLASH: u8 = 0x5c;
const MINUS: u8 = 0x2d;
const PLUS: u8 = 0x2b;
const DOT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const SMALL_E: u8 = 0x65;
const UUID_LENGTH: usize = 36;
/** U+FFFD, for half a surrogate pair. */
const REPLACEMENT: u32 = 0xfffd;

/** The hash of the last value read. */
export let hashed: u64 = 0;

/** Combines a hash with the next word. */
export function step(hash: u64, word: u64): u64 {
  const mixed = (hash ^ word) * FACTOR;
  return mixed ^ (mixed >>> 32);
}

/** The hash of an object with members whose hashes have this sum. */
export function hashOfObject(sum: u64): u64 {
  return step(OBJECT, sum);
}

/** The content of an event without details, from after the opening quote of its description. */
export function hashDescription(start: usize): u64 {
  if (load<u8>(start) == QUOTE) return 0;
  hashString(start);
  return step(DESCRIPTION, hashed);
}

/** Whether the name in `[start, end)` is one of a field that does not count. */
export function isVolatile(start: usize, end: usize): bool {
  return (
    rankOf(VOLATILE_FIELDS, VOLATILE_LENGTHS, start, end) != NOT_LISTED ||
    rankOf(VOLATILE_FIELDS_2, VOLATILE_LENGTHS_2, start, end) != NOT_LISTED
  );
}

/** Reads any value. Returns the position after it, or NOT_READ. */
export function hashValue(at: usize): usize {
  return hashNested(at, 0);
}

function hashNested(at: usize, depth: u32): usize {
  const first = load<u8>(at);
  if (first == QUOTE) return hashString(at + 1);
  if (first == OPEN_BRACE) return depth < MAX_DEPTH ? hashObject(at, depth + 1) : NOT_READ;
  if (first == OPEN_BRACKET) return depth < MAX_DEPTH ? hashList(at, depth + 1) : NOT_READ;
  const end = skipScalar(at);
  if (end == NOT_READ) return NOT_READ;
  if (first == SMALL_N) hashed = step(WORD, 1);
  else if (first == SMALL_T) hashed = step(WORD, 2);
  else if (first == SMALL_F) hashed = step(WORD, 3);
  else hashNumber(at, end);
  return end;
}

function hashObject(at: usize, depth: u32): usize {
  let sum: u64 = 0;
  at = skipSpaces(at + 1);
  if (load<u8>(at) != CLOSE_BRACE) {
    while (true) {
      if (load<u8>(at) != QUOTE) return NOT_READ;
      const start = at + 1;
      const nameEnd = hashString(start);
      if (nameEnd == NOT_READ) return NOT_READ;
      const name = hashed;
      at = skipColon(nameEnd);
      if (at == NOT_READ) return NOT_READ;
      if (isVolatile(start, nameEnd - 1)) {
        at = skipValue(at);
      } else {
        at = hashNested(at, depth);
        sum += step(name, hashed);
      }
      if (at == NOT_READ) return NOT_READ;
      at = skipSpaces(at);
      const mark = load<u8>(at);
      if (mark == CLOSE_BRACE) break;
      if (mark != COMMA) return NOT_READ;
      at = skipSpaces(at + 1);
    }
  }
  hashed = step(OBJECT, sum);
  return at + 1;
}

function hashList(at: usize, depth: u32): usize {
  let hash = LIST;
  let count: u64 = 0;
  at = skipSpaces(at + 1);
  if (load<u8>(at) != CLOSE_BRACKET) {
    while (true) {
      at = hashNested(at, depth);
      if (at == NOT_READ) return NOT_READ;
      hash = step(hash, hashed);
      count++;
      at = skipSpaces(at);
      const mark = load<u8>(at);
      if (mark == CLOSE_BRACKET) break;
      if (mark != COMMA) return NOT_READ;
      at = skipSpaces(at + 1);
    }
  }
  hashed = step(hash, count);
  return at + 1;
}

/** From after the opening quote to after the closing quote. */
export function hashString(start: usize): usize {
  const end = findPlainStringEnd(start);
  if (end != NOT_READ) {
    hashed = isId(start, end) ? step(WORD, 4) : hashPlain(start, end);
    return end + 1;
  }
  const after = skipString(start);
  if (after != NOT_READ) hashed = hashEscaped(start, after - 1);
  return after;
}

function hashPlain(start: usize, end: usize): u64 {
  let hash = TEXT;
  let at = start;
  for (; at + 8 <= end; at += 8) hash = step(hash, load<u64>(at));
  const rest = end - at;
  if (rest > 0) hash = step(hash, load<u64>(at) & ((1 << (8 * u64(rest))) - 1));
  return step(hash, u64(end - start));
}

/** Whether the text is a ULID or a UUID. */
function isId(start: usize, end: usize): bool {
  const length = end - start;
  if (length == ULID_LENGTH) return readUlid(start, ULID_BITS);
  if (length != UUID_LENGTH) return false;
  for (let at: usize = 0; at < UUID_LENGTH; at++) {
    const byte = load<u8>(start + at);
    if (at == 8 || at == 13 || at == 18 || at == 23) {
      if (byte != MINUS) return false;
    } else {
      const letter = byte | 0x20;
      if (!isDigit(byte) && (letter < 0x61 || letter > 0x66)) return false;
    }
  }
  return true;
}

// A text with escapes is collected in words of eight bytes.
let collected: u64 = 0;
let word: u64 = 0;
let filled: u64 = 0;
let length: u64 = 0;

function hashEscaped(start: usize, end: usize): u64 {
  collected = TEXT;
  word = filled = length = 0;
  let at = start;
  while (at < end) {
    const run = skipRun(at);
    addRun(at, run);
    at = run;
    if (at >= end) break;
    const letter = load<u8>(at + 1);
    if (letter == SMALL_U) {
      at = addUnicode(at, end);
    } else {
      addByte(escapedByte(letter));
      at += 2;
    }
  }
  if (filled > 0) collected = step(collected, word);
  return step(collected, length);
}

function addRun(at: usize, end: usize): void {
  length += u64(end - at);
  for (; at + 8 <= end; at += 8) {
    const bytes = load<u64>(at);
    if (filled == 0) {
      collected = step(collected, bytes);
    } else {
      collected = step(collected, word | (bytes << (8 * filled)));
      word = bytes >>> (64 - 8 * filled);
    }
  }
  for (; at < end; at++) fill(load<u8>(at));
}

function addByte(byte: u32): void {
  length++;
  fill(byte);
}

function fill(byte: u32): void {
  word |= u64(byte) << (8 * filled);
  if (++filled < 8) return;
  collected = step(collected, word);
  word = filled = 0;
}

function escapedByte(letter: u8): u32 {
  switch (letter) {
    case 0x62:
      return 0x08;
    case SMALL_F:
      return 0x0c;
    case SMALL_N:
      return 0x0a;
    case 0x72:
      return 0x0d;
    case SMALL_T:
      return 0x09;
    default:
      return letter;
  }
}

/** Adds the character of `\uXXXX`, or of two of them, as UTF-8. */
function addUnicode(at: usize, end: usize): usize {
  let code = hexAt(at + 2);
  at += 6;
  if (code >= 0xd800 && code < 0xe000) {
    const isPair =
      code < 0xdc00 && at < end && load<u8>(at) == BACKSLASH && load<u8>(at + 1) == SMALL_U;
    const low: u32 = isPair ? hexAt(at + 2) : 0;
    if (low >= 0xdc00 && low < 0xe000) {
      code = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      at += 6;
    } else {
      code = REPLACEMENT;
    }
  }
  if (code < 0x80) {
    addByte(code);
  } else if (code < 0x800) {
    addByte(0xc0 | (code >> 6));
    addByte(0x80 | (code & 0x3f));
  } else if (code < 0x1_0000) {
    addByte(0xe0 | (code >> 12));
    addByte(0x80 | ((code >> 6) & 0x3f));
    addByte(0x80 | (code & 0x3f));
  } else {
    addByte(0xf0 | (code >> 18));
    addByte(0x80 | ((code >> 12) & 0x3f));
    addByte(0x80 | ((code >> 6) & 0x3f));
    addByte(0x80 | (code & 0x3f));
  }
  return at;
}

function hexAt(at: usize): u32 {
  let code: u32 = 0;
  for (const to = at + 4; at < to; at++) {
    const byte = load<u8>(at);
    code = (code << 4) | (isDigit(byte) ? byte - ZERO : (byte | 0x20) - 0x61 + 10);
  }
  return code;
}

/** By the decimal value: 1, 1.0 and 10e-1 are equal. */
function hashNumber(at: usize, end: usize): void {
  const isNegative = load<u8>(at) == MINUS;
  if (isNegative) at++;
  let digits: u64 = 0;
  // Zeros at the end count only when another digit follows.
  let zeros: u64 = 0;
  let exponent: i64 = 0;
  let isDecimal = false;
  let isZero = true;
  for (; at < end; at++) {
    const byte = load<u8>(at);
    if (byte == DOT) {
      isDecimal = true;
      continue;
    }
    if ((byte | 0x20) == SMALL_E) break;
    if (isDecimal) exponent--;
    if (byte == ZERO) {
      zeros++;
      continue;
    }
    for (; zeros > 0; zeros--) digits *= 10;
    digits = digits * 10 + u64(byte - ZERO);
    isZero = false;
  }
  if (isZero) {
    hashed = step(step(NUMBER, 0), 0);
    return;
  }
  exponent += i64(zeros);
  if (at < end) {
    at++;
    const sign = load<u8>(at);
    if (sign == MINUS || sign == PLUS) at++;
    let power: i64 = 0;
    for (; at < end; at++) power = power * 10 + i64(load<u8>(at) - ZERO);
    exponent += sign == MINUS ? -power : power;
  }
  hashed = step(step(isNegative ? NUMBER ^ NEGATIVE : NUMBER, digits), u64(exponent));
}
