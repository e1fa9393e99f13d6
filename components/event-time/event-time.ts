import { formatTimestamp, parseTimestamp, type EpochMicros } from '@/lib/events/epoch-micros';

/** Times are shown in UTC, as they order; what the file says stands in the inspector. */

/** `14:07:36.913096` */
export function clockTime(time: EpochMicros): string {
  return timePart(time, 'hh:mm:ss.ffffff'.length);
}

/** `2026-10-04 14:07:36`, or the text itself when it is no timestamp. */
export function dateAndTime(timestamp: string): string {
  const time = parseTimestamp(timestamp);
  return time === undefined
    ? timestamp
    : `${calendarDay(time)} ${timePart(time, 'hh:mm:ss'.length)}`;
}

/** `2026-10-04` */
export function calendarDay(time: EpochMicros): string {
  const text = formatTimestamp(time);
  return text.slice(0, text.indexOf('T'));
}

function timePart(time: EpochMicros, length: number): string {
  const text = formatTimestamp(time);
  const start = text.indexOf('T') + 1;
  return text.slice(start, start + length);
}

/** Whether a run goes past midnight, so that a clock alone would not tell when something was. */
export function spansDays(start: string | null, end: string | null): boolean {
  const [from, to] = [parseTimestamp(start ?? ''), parseTimestamp(end ?? '')];
  return from !== undefined && to !== undefined && calendarDay(from) !== calendarDay(to);
}

const UNITS: readonly (readonly [micros: bigint, name: string])[] = [
  [86_400_000_000n, 'd'],
  [3_600_000_000n, 'h'],
  [60_000_000n, 'min'],
];

/** From one timestamp to another in its two largest units: `2 d 4 h`, `3 min 12 s`, `1.3 s`, `127 ms`. */
export function duration(start: string | null, end: string | null): string | undefined {
  const [from, to] = [parseTimestamp(start ?? ''), parseTimestamp(end ?? '')];
  return from === undefined || to === undefined ? undefined : durationText(to - from);
}

/** Microseconds in their two largest units: `2 d 4 h`, `3 min 12 s`, `1.3 s`, `127 ms`. */
export function durationText(micros: bigint): string {
  if (micros < 1_000_000n) return `${Number(micros / 1000n)} ms`;
  if (micros < 10_000_000n) return `${(Number(micros / 100_000n) / 10).toFixed(1)} s`;
  for (const [at, [unit, name]] of UNITS.entries()) {
    if (micros < unit) continue;
    const [smaller, smallerName] = UNITS[at + 1] ?? [1_000_000n, 's'];
    const rest = (micros % unit) / smaller;
    return `${Number(micros / unit)} ${name}${rest === 0n ? '' : ` ${Number(rest)} ${smallerName}`}`;
  }
  return `${Number(micros / 1_000_000n)} s`;
}
