import { isDigit, NOT_READ, QUOTE } from './json';

const MICROS_PER_SECOND: u64 = 1_000_000;
const MICROS_PER_MINUTE: i64 = 60_000_000;
const NO_NUMBER: u32 = 10_000;
const MINUTE_LENGTH: usize = 16;

const MINUS: u8 = 0x2d;
const PLUS: u8 = 0x2b;
const COLON: u8 = 0x3a;
const DOT: u8 = 0x2e;
const T: u8 = 0x54;
const Z: u8 = 0x5a;

// Most events are in the same minute as the event before: `YYYY-MM-DDThh:mm`, and its number of minutes since 1970.
let minuteText: v128 = i64x2(0x2d31_302d_3037_3931, 0x3030_3a30_3054_3130);
let minute: i64 = 0;

/** The last time read, in microseconds since 1970. */
export let time: i64 = 0;

/**
 * From after the opening quote of a timestamp to after its closing quote, for the common form
 * `YYYY-MM-DDThh:mm:ss[.ffffff](Z|+hh:mm)` from 1970 to 2199. NOT_READ for other forms and other texts, which `parseTimestamp`
 * handles.
 */
export function readTime(start: usize): usize {
  const text = v128.load(start);
  if (!i8x16.all_true(i8x16.eq(text, minuteText))) {
    const read = readMinute(start);
    if (read < 0) return NOT_READ;
    minute = read;
    minuteText = text;
  }
  let at = start + MINUTE_LENGTH;
  const second = two(at + 1);
  if (load<u8>(at) != COLON || second > 59) return NOT_READ;
  at += 3;
  let micros: u64 = 0;
  if (load<u8>(at) == DOT) {
    at++;
    if (!isDigit(load<u8>(at))) return NOT_READ;
    let unit = MICROS_PER_SECOND;
    for (let digit: u8; isDigit((digit = load<u8>(at))); at++) {
      unit /= 10;
      micros += u64(digit - 0x30) * unit;
    }
  }
  let offset: i64 = 0;
  const sign = load<u8>(at);
  if (sign == Z) {
    at++;
  } else {
    if ((sign != PLUS && sign != MINUS) || load<u8>(at + 3) != COLON) return NOT_READ;
    const offsetHour = two(at + 1);
    const offsetMinute = two(at + 4);
    if (offsetHour > 23 || offsetMinute > 59) return NOT_READ;
    offset = i64(offsetHour * 60 + offsetMinute);
    if (sign == MINUS) offset = -offset;
    at += 6;
  }
  time = (minute - offset) * MICROS_PER_MINUTE + i64(second) * MICROS_PER_SECOND + micros;
  return load<u8>(at) == QUOTE && time >= 0 ? at + 1 : NOT_READ;
}

/** The minutes since 1970 of `YYYY-MM-DDThh:mm`; below 0 for other texts. */
function readMinute(start: usize): i64 {
  const year = two(start) * 100 + two(start + 2);
  const month = two(start + 5);
  const day = two(start + 8);
  const hour = two(start + 11);
  const minute = two(start + 14);
  const isPlain =
    load<u8>(start + 4) == MINUS &&
    load<u8>(start + 7) == MINUS &&
    load<u8>(start + 10) == T &&
    load<u8>(start + 13) == COLON &&
    year >= 1970 &&
    year < 2200 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    // The last days of a month are left to `parseTimestamp`, except the 29th and 30th, which most months have.
    day <= (month == 2 ? 28 : 30) &&
    hour <= 23 &&
    minute <= 59;
  if (!isPlain) return -1;
  const leapDays = ((year - 1969) >> 2) - u32(year > 2100);
  const isLeapYear = (year & 3) == 0 && year != 2100;
  // The offset of a month's first day in its year, as if February had 30 days, then corrected.
  let dayOfYear = (367 * month - 362) / 12 + day - 1;
  if (month > 2) dayOfYear -= isLeapYear ? 1 : 2;
  const days = (year - 1970) * 365 + leapDays + dayOfYear;
  return i64((days * 24 + hour) * 60 + minute);
}

/** The number in two digits; for other bytes, a number too high for a month or an hour. */
function two(at: usize): u32 {
  const tens = u32(load<u8>(at)) - 0x30;
  const ones = u32(load<u8>(at + 1)) - 0x30;
  return tens > 9 || ones > 9 ? NO_NUMBER : tens * 10 + ones;
}
