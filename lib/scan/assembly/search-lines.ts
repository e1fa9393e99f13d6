import {
  CLOSE_BRACE,
  COMMA,
  findPlainStringEnd,
  NOT_READ,
  OPEN_BRACE,
  QUOTE,
  skipColon,
  skipSpaces,
  skipValue,
} from './json';
import { BLOCK, FOUND, MAX_FOUND, TEXT } from './memory';

export { BLOCK, BLOCK_BYTES, FOUND, TEXT, TEXT_BYTES } from './memory';

const LF: u8 = 0x0a;
const BACKSLASH: u8 = 0x5c;
const SMALL_U: u8 = 0x75;
/** `u00` in memory order, before a byte that is ignored. */
const U00: u32 = 0x30_3075;

// The searched fields in memory order: `descript` `ion`, `details`.
const DESCRIPT: u64 = 0x7470_6972_6373_6564;
const ION: u32 = 0x6e_6f69;
const DETAILS: u64 = 0x73_6c69_6174_6564;
const SEVEN_BYTES: u64 = 0xff_ffff_ffff_ffff;
const THREE_BYTES: u32 = 0xff_ffff;

const IS_DESCRIPTION: u32 = 1;
const IS_DETAILS: u32 = 2;

const HAS_NOT: u32 = 0;
const HAS: u32 = 1;
/** The line must be parsed to know. */
const IS_LEFT: u32 = 2;

/** The position at which the search stopped. */
export let stoppedAt: usize = 0;

/**
 * Finds the lines in `[at, end)` that begin before `to` and may have the `length` bytes at TEXT, whose ASCII letters are
 * lower-case and match either case. For each line, FOUND gets twice its position in the block, plus one when the line must be
 * parsed to know. The other lines have the text in their description or details.
 * @param end after the line feed of the last line
 * @param isWhole whether the text is complete; otherwise every found line must be parsed
 * @returns the number of found lines; there may be more from `stoppedAt` on
 */
export function searchLines(at: usize, to: usize, end: usize, length: usize, isWhole: bool): u32 {
  let count: u32 = 0;
  while (at < to && count < MAX_FOUND) {
    const hit = length == 0 ? at : findText(at, end, length, true);
    if (hit >= end) {
      at = end;
      break;
    }
    let start = hit;
    while (start > at && load<u8>(start - 1) != LF) start--;
    if (start >= to) {
      at = start;
      break;
    }
    const state = isWhole ? searchObject(start, length) : IS_LEFT;
    if (state != HAS_NOT) {
      store<u32>(FOUND + 4 * usize(count), (u32(start - BLOCK) << 1) | u32(state == IS_LEFT));
      count++;
    }
    at = skipLine(hit);
  }
  stoppedAt = at;
  return count;
}

/** Skips to after the next line feed. */
function skipLine(at: usize): usize {
  while (true) {
    const ends = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(LF)));
    if (ends != 0) return at + ctz(ends) + 1;
    at += 16;
  }
}

/**
 * The first position of the text in `[at, end)`, or `end`; also a position where an ASCII letter is written as an escape, which
 * may be part of the text.
 */
function findText(at: usize, end: usize, length: usize, withEscapes: bool): usize {
  const head = load<u8>(TEXT);
  const tail = load<u8>(TEXT + length - 1);
  const heads = i8x16.splat(head);
  const tails = i8x16.splat(tail);
  const headCase = i8x16.splat(caseBit(head));
  const tailCase = i8x16.splat(caseBit(tail));
  for (; at < end; at += 16) {
    const bytes = v128.load(at);
    let isHit = v128.and(
      i8x16.eq(v128.or(bytes, headCase), heads),
      i8x16.eq(v128.or(v128.load(at + length - 1), tailCase), tails),
    );
    if (withEscapes) isHit = v128.or(isHit, i8x16.eq(bytes, i8x16.splat(BACKSLASH)));
    for (let hits = i8x16.bitmask(isHit); hits != 0; hits &= hits - 1) {
      const hit = at + ctz(hits);
      if (hit >= end) return end;
      if (isTextAt(hit, length) || (withEscapes && isEscapedAscii(hit))) return hit;
    }
  }
  return end;
}

/** The bit that distinguishes lower-case from upper-case letters. */
function caseBit(byte: u8): u8 {
  return byte >= 0x61 && byte <= 0x7a ? 0x20 : 0;
}

function isTextAt(at: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i++) {
    const letter = load<u8>(TEXT + i);
    if ((load<u8>(at + i) | caseBit(letter)) != letter) return false;
  }
  return true;
}

/** Whether it is `\u0020` to `\u007f`. */
function isEscapedAscii(at: usize): bool {
  if (load<u8>(at) != BACKSLASH) return false;
  const digit = load<u8>(at + 4);
  return (load<u32>(at + 1) & THREE_BYTES) == U00 && digit >= 0x32 && digit <= 0x37;
}

/** Whether the line at `at`, if it has the common form, has the text in its description or its details. */
function searchObject(at: usize, length: usize): u32 {
  if (load<u8>(at) != OPEN_BRACE) return IS_LEFT;
  let seen: u32 = 0;
  let state = HAS_NOT;
  at = skipSpaces(at + 1);
  while (true) {
    if (load<u8>(at) != QUOTE) return IS_LEFT;
    const keyStart = at + 1;
    const keyEnd = findPlainStringEnd(keyStart);
    if (keyEnd == NOT_READ) return IS_LEFT;
    const from = skipColon(keyEnd + 1);
    if (from == NOT_READ) return IS_LEFT;
    const to = skipValue(from);
    if (to == NOT_READ) return IS_LEFT;
    const field = fieldOf(keyStart, keyEnd);
    if (field != 0) {
      // For a repeated field the last value counts, which is not handled here.
      if ((seen & field) != 0) return IS_LEFT;
      seen |= field;
      if (load<u8>(from) == (field == IS_DESCRIPTION ? QUOTE : OPEN_BRACE)) {
        if (hasByte(from, to, BACKSLASH)) return IS_LEFT;
        // The quotes of a description are not part of its text.
        const margin: usize = field == IS_DESCRIPTION ? 1 : 0;
        const stop = to - margin;
        if (state != HAS && findInSpan(from + margin, stop, length)) state = HAS;
      }
    }
    at = skipSpaces(to);
    const mark = load<u8>(at);
    if (mark == CLOSE_BRACE) return state;
    if (mark != COMMA) return IS_LEFT;
    at = skipSpaces(at + 1);
  }
}

function findInSpan(from: usize, to: usize, length: usize): bool {
  const at = findText(from, to, length, false);
  return at + length <= to;
}

function hasByte(from: usize, to: usize, byte: u8): bool {
  for (; from < to; from += 16) {
    const bits = i8x16.bitmask(i8x16.eq(v128.load(from), i8x16.splat(byte)));
    if (bits != 0) return from + ctz(bits) < to;
  }
  return false;
}

function fieldOf(start: usize, end: usize): u32 {
  const name = load<u64>(start);
  if (end - start == 11) {
    return name == DESCRIPT && (load<u32>(start + 8) & THREE_BYTES) == ION ? IS_DESCRIPTION : 0;
  }
  return end - start == 7 && (name & SEVEN_BYTES) == DETAILS ? IS_DETAILS : 0;
}
