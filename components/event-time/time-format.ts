import { formatTimestamp, type EpochMicros } from '@/lib/events/epoch-micros';

/**
 * The format of times that are shown together, precise enough to distinguish them: with the date if they span days, with its
 * year if they span years, to the second, millisecond or microsecond.
 */
export interface TimeFormat {
  readonly date: 'none' | 'day' | 'year';
  /** The number of fractional digits of a second. */
  readonly digits: 0 | 3 | 6;
}

/** From the first to the last of the times shown together; `undefined` where unknown. */
export interface TimeSpan {
  readonly start: EpochMicros | undefined;
  readonly end: EpochMicros | undefined;
}

/** The format of times within a span, with this many microseconds between the closest ones; default 1. */
export function timeFormat({ start, end }: TimeSpan, resolutionMicros = 1): TimeFormat {
  const [first, last] = [start, end].map((time) => (time === undefined ? '' : dateOf(time)));
  return { date: dateFormat(first, last), digits: digitsFor(resolutionMicros) };
}

/** For example `14:07:36.913096`, `10-04 14:07:36`, `2026-10-04 14:07:36.913`; in UTC. */
export function formatTime(time: EpochMicros, { date, digits }: TimeFormat): string {
  const text = formatTimestamp(time);
  const clock = text.slice(text.indexOf('T') + 1);
  const shown = clock.slice(0, digits === 0 ? CLOCK.length : CLOCK.length + 1 + digits);
  return date === 'none' ? shown : `${formatDate(time, date)} ${shown}`;
}

/** For example `2026-10-04`, or `10-04` without the year. */
export function formatDate(time: EpochMicros, date: 'day' | 'year'): string {
  return date === 'year' ? dateOf(time) : dateOf(time).slice(-'mm-dd'.length);
}

const CLOCK = 'hh:mm:ss';

/** An offset may move a time out of the years with four digits. */
export function dateOf(time: EpochMicros): string {
  const text = formatTimestamp(time);
  return text.slice(0, text.indexOf('T'));
}

function dateFormat(first = '', last = ''): TimeFormat['date'] {
  if (first === '' || last === '' || first === last) return 'none';
  return yearOf(first) === yearOf(last) ? 'day' : 'year';
}

function yearOf(date: string): string {
  return date.slice(0, -'-mm-dd'.length);
}

function digitsFor(micros: number): TimeFormat['digits'] {
  if (micros >= 1e6) return 0;
  return micros >= 1e3 ? 3 : 6;
}
