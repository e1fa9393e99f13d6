import { countDigits, isDigit, skipValue } from './json';
import { POWERS } from './memory';
import { numberOf } from './outside';

const MINUS: u8 = 0x2d;
const DOT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const NINE: u8 = 0x39;

/** A double holds every whole number up to this one. */
const MAX_EXACT: u64 = 0x20_0000_0000_0000;
const MAX_DIGITS: u32 = 18;

/** The last value read: its number, or NaN when it is not a finite number. */
export let number: f64 = NaN;

/** Reads any value. Returns the position after it, or NOT_READ. */
export function readNumber(at: usize): usize {
  const end = skipValue(at);
  const first = load<u8>(at);
  number = first == MINUS || (first >= ZERO && first <= NINE) ? parse(at, end) : NaN;
  return end;
}

function parse(start: usize, end: usize): f64 {
  let at = start;
  const isNegative = load<u8>(at) == MINUS;
  if (isNegative) at++;
  let digits: u64 = 0;
  let count: u32 = 0;
  for (; isDigit(load<u8>(at)); at++, count++) digits = digits * 10 + u64(load<u8>(at) - ZERO);
  let decimals: u32 = 0;
  if (load<u8>(at) == DOT) {
    decimals = countDigits(++at);
    count += decimals;
    if (count <= MAX_DIGITS) {
      for (const to = at + decimals; at < to; at++) {
        digits = digits * 10 + u64(load<u8>(at) - ZERO);
      }
    }
  }
  // Both numbers are exact, so one rounding gives the nearest double. Other numbers are read outside.
  const isExact = count <= MAX_DIGITS && digits <= MAX_EXACT && at == end;
  let size = isExact ? f64(digits) / load<f64>(POWERS + 8 * usize(decimals)) : numberOf(start, end);
  if (isExact && isNegative) size = -size;
  // Turns -0 into 0, and an infinite number into NaN.
  return size == 0 ? 0 : size - size == 0 ? size : NaN;
}
