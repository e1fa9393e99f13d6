/** Microseconds since 1970-01-01T00:00:00Z. A bigint, because years past 2255 do not fit a double. */
export type EpochMicros = bigint & { readonly __unit: 'EpochMicros' };

const ISO_8601 =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(?:([Zz])|([+-])(\d{2}):?(\d{2})?)?)?$/;

const ZERO = 0x30;
const NINE = 0x39;
/** Character codes of the separators between the digits, by position: `0000-00-00T00:00:00.000000`. */
const SEPARATORS = Array.from('0000-00-00T00:00:00.000000', (character) =>
  character === '0' ? undefined : character.charCodeAt(0),
);

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Reads an ISO 8601 timestamp exactly to the microsecond; finer digits are cut off. A time without an offset is taken
 * as UTC, a date alone as its midnight. `undefined` for any other text.
 */
export function parseTimestamp(text: string): EpochMicros | undefined {
  const match = ISO_8601.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, , sign, offsetHours, offsetMinutes] =
    match;
  const [y, mo, d] = [Number(year), Number(month), Number(day)];
  const [h, mi, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  const [oh, om] = [Number(offsetHours ?? 0), Number(offsetMinutes ?? 0)];
  if (mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo)) return undefined;
  if (h > 23 || mi > 59 || s > 59 || oh > 23 || om > 59) return undefined;
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; setUTCFullYear does not.
  const date = new Date(0);
  date.setUTCFullYear(y, mo - 1, d);
  date.setUTCHours(h, mi, s);
  const offsetMs = (sign === '-' ? -1 : 1) * (oh * 60 + om) * 60_000;
  const micros = Number((fraction ?? '').slice(0, 6).padEnd(6, '0'));
  return toEpochMicros(BigInt(date.getTime() - offsetMs) * 1000n + BigInt(micros));
}

/**
 * Whether {@link parseTimestamp} can read it. Ten times as fast for timestamps in the format of {@link
 * formatTimestamp}.
 */
export function isTimestamp(text: string): boolean {
  return isPlainTimestamp(text) || parseTimestamp(text) !== undefined;
}

/** Whether it is in the format of `formatTimestamp`, on any day but the 31st. */
function isPlainTimestamp(text: string): boolean {
  if (text.length !== 32 || !text.endsWith('+00:00')) return false;
  for (let i = 0; i < 26; i++) {
    const separator = SEPARATORS[i];
    const code = text.charCodeAt(i);
    if (separator === undefined ? code < ZERO || code > NINE : code !== separator) return false;
  }
  return (
    isWithin(text, 5, 1, 12) &&
    (isWithin(text, 8, 1, 28) || (isWithin(text, 8, 29, 30) && !text.startsWith('-02', 4))) &&
    isWithin(text, 11, 0, 23) &&
    isWithin(text, 14, 0, 59) &&
    isWithin(text, 17, 0, 59)
  );
}

/** Whether the two digits at `at` are a number from `least` to `most`. */
function isWithin(text: string, at: number, least: number, most: number): boolean {
  const number = (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
  return number >= least && number <= most;
}

/** Writes microseconds in the format of event files: six digits and an offset, `2025-10-04T20:00:00.000000+00:00`. */
export function formatTimestamp(time: EpochMicros): string {
  const micros = ((time % 1000n) + 1000n) % 1000n;
  const ms = (time - micros) / 1000n;
  return `${new Date(Number(ms)).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}+00:00`;
}

export function toEpochMicros(micros: bigint): EpochMicros {
  return micros as EpochMicros;
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}
