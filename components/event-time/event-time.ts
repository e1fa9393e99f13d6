import { formatCount } from '@/components/ui/format-count';
import { parseTimestamp } from '@/lib/events/epoch-micros';
import { formatTime } from './time-format';

/** Times are shown in UTC, in which they are ordered. The inspector shows them as written. */

/** For example `2026-10-04 14:07:36`; a text that is not a timestamp is returned unchanged. */
export function dateAndTime(timestamp: string): string {
  const time = parseTimestamp(timestamp);
  return time === undefined ? timestamp : formatTime(time, { date: 'year', digits: 0 });
}

const MOST_DAYS_WITH_HOURS = 10_000n;

const UNITS: readonly (readonly [micros: bigint, name: string])[] = [
  [86_400_000_000n, 'd'],
  [3_600_000_000n, 'h'],
  [60_000_000n, 'min'],
];

/** The time between two timestamps in its two largest units: `2 d 4 h`, `3 min 12 s`, `1.3 s`, `127 ms`. */
export function duration(start: string | null, end: string | null): string | undefined {
  const [from, to] = [parseTimestamp(start ?? ''), parseTimestamp(end ?? '')];
  return from === undefined || to === undefined ? undefined : durationText(to - from);
}

/** Microseconds in their two largest units: `2 d 4 h`, `3 min 12 s`, `1.3 s`, `127 ms`, `5 µs`; cut off, not rounded. */
export function durationText(micros: bigint): string {
  if (micros < 0n) return `−${durationText(-micros)}`;
  if (micros < 1000n) return `${Number(micros)} µs`;
  if (micros < 1_000_000n) return `${decimalText(micros, 1000n)} ms`;
  for (const [at, [unit, name]] of UNITS.entries()) {
    if (micros < unit) continue;
    const [smaller, smallerName] = UNITS[at + 1] ?? [1_000_000n, 's'];
    const rest = (micros % unit) / smaller;
    // With years of days, hours are meaningless and would not fit.
    if (at === 0 && micros >= MOST_DAYS_WITH_HOURS * unit)
      return `${formatCount(Number(micros / unit))} ${name}`;
    return `${formatCount(Number(micros / unit))} ${name}${rest === 0n ? '' : ` ${Number(rest)} ${smallerName}`}`;
  }
  return `${decimalText(micros, 1_000_000n)} s`;
}

/** A number of units, below 10 with a decimal unless it is 0. */
function decimalText(micros: bigint, unit: bigint): string {
  const tenths = micros / (unit / 10n);
  return tenths < 100n ? String(Number(tenths) / 10) : String(tenths / 10n);
}
