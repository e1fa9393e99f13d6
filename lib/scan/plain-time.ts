import { writeWords } from './event-columns';

const DIGIT_ZERO = 0x30;
const MICROS_PER_SECOND = 1e6;
const NO_NUMBER = 10_000;
const DATE_LENGTH = 'YYYY-MM-DDThh:mm:ss'.length;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/**
 * Reads a timestamp of the common form, `YYYY-MM-DDThh:mm:ss[.ffffff](Z|+hh:mm)`, from 1970 to 2199, and writes its
 * microseconds; `false` when it is of another form or no timestamp, which `parseTimestamp` tells.
 */
export function readPlainTime(
  bytes: Uint8Array,
  start: number,
  end: number,
  column: Uint32Array,
  row: number,
): boolean {
  if (end - start <= DATE_LENGTH) return false;
  const year = two(bytes, start) * 100 + two(bytes, start + 2);
  const month = two(bytes, start + 5);
  const day = two(bytes, start + 8);
  const hour = two(bytes, start + 11);
  const minute = two(bytes, start + 14);
  const second = two(bytes, start + 17);
  const isPlain =
    bytes[start + 4] === 0x2d &&
    bytes[start + 7] === 0x2d &&
    bytes[start + 10] === 0x54 &&
    bytes[start + 13] === 0x3a &&
    bytes[start + 16] === 0x3a &&
    year >= 1970 &&
    year < 2200 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    // The last days of a month are left to `parseTimestamp`, but for the 29th and 30th, which most months have.
    day <= (month === 2 ? 28 : 30) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  if (!isPlain) return false;

  let at = start + DATE_LENGTH;
  let micros = 0;
  if (bytes[at] === 0x2e) {
    let unit = MICROS_PER_SECOND;
    let digit = digitAt(bytes, ++at);
    if (digit > 9) return false;
    for (; digit <= 9; digit = digitAt(bytes, ++at)) {
      unit /= 10;
      if (unit >= 1) micros += digit * unit;
    }
  }

  let offsetMinutes = 0;
  const sign = bytes[at];
  if (sign === 0x5a) {
    at += 1;
  } else {
    if ((sign !== 0x2b && sign !== 0x2d) || bytes[at + 3] !== 0x3a) return false;
    const offsetHour = two(bytes, at + 1);
    const offsetMinute = two(bytes, at + 4);
    if (offsetHour > 23 || offsetMinute > 59) return false;
    offsetMinutes = (offsetHour * 60 + offsetMinute) * (sign === 0x2d ? -1 : 1);
    at += 6;
  }
  if (at !== end) return false;

  const isAfterLeapDay = month > 2 && isLeap(year);
  const leapDays = ((year - 1969) >> 2) - (year > 2100 ? 1 : 0);
  const days =
    (year - 1970) * 365 +
    leapDays +
    (DAYS_BEFORE_MONTH[month - 1] ?? 0) +
    (isAfterLeapDay ? 1 : 0) +
    day -
    1;
  const seconds = ((days * 24 + hour) * 60 + minute - offsetMinutes) * 60 + second;
  const time = seconds * MICROS_PER_SECOND + micros;
  if (time < 0) return false;
  writeWords(column, row, time);
  return true;
}

function isLeap(year: number): boolean {
  return (year & 3) === 0 && year !== 2100;
}

/** The number of two digits; when they are not digits, more than a year, a month, an hour may be. */
function two(bytes: Uint8Array, at: number): number {
  const tens = digitAt(bytes, at);
  const ones = digitAt(bytes, at + 1);
  return tens > 9 || ones > 9 ? NO_NUMBER : tens * 10 + ones;
}

/** More than 9 when it is not a digit. */
function digitAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) - DIGIT_ZERO) >>> 0;
}
