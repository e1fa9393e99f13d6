import { formatTime, type TimeFormat } from '@/components/event-time/time-format';
import { toEpochMicros, type EpochMicros } from '@/lib/events/epoch-micros';

/** The content of the time column: the time of day, the time since the start of the run, or since the row above. */
export const TIME_MODES = ['clock', 'since-start', 'since-row'] as const;
export type TimeMode = (typeof TIME_MODES)[number];

export const TIME_MODE_NAMES: Readonly<Record<TimeMode, string>> = {
  clock: 'Clock (UTC)',
  'since-start': 'Since the start of the run',
  'since-row': 'Since the row above',
};

export interface TimeSettings {
  readonly mode: TimeMode;
  /** The start of the run; `undefined` while it is not known. */
  readonly start: EpochMicros | undefined;
  readonly format: TimeFormat;
}

/** The text of a time cell; `rowAbove` is the time of the row above, `undefined` without one or while it is not known. */
export function timeText(
  time: EpochMicros,
  { mode, start, format }: TimeSettings,
  rowAbove: EpochMicros | undefined,
): string {
  switch (mode) {
    case 'clock':
      return formatTime(time, format);
    case 'since-start':
      return start === undefined ? formatTime(time, format) : sinceStart(time - start);
    case 'since-row':
      return rowAbove === undefined ? '' : sinceRow(time - rowAbove);
  }
}

/** The number of characters of the longest text in the column, for a run with this start and end. */
export function timeLength(settings: TimeSettings, end: EpochMicros | undefined): number {
  const { mode, start, format } = settings;
  const clock = formatTime(start ?? toEpochMicros(0n), format).length;
  if (start === undefined || end === undefined) return clock;
  switch (mode) {
    case 'clock':
      return clock;
    case 'since-start':
      return sinceStart(end - start).length;
    case 'since-row':
      return Math.max('+999.999 ms'.length, sinceRow(end - start).length);
  }
}

/** For example `+1:02:03.000004`; without hours and minutes when they are 0. */
export function sinceStart(micros: bigint): string {
  const sign = micros < 0n ? '−' : '+';
  const span = micros < 0n ? -micros : micros;
  const fraction = String(span % 1_000_000n).padStart(6, '0');
  const seconds = span / 1_000_000n;
  const [h, m, s] = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n];
  const two = (part: bigint): string => String(part).padStart(2, '0');
  const clock = h > 0n ? `${String(h)}:${two(m)}:${two(s)}` : `${String(m)}:${two(s)}`;
  return `${sign}${clock}.${fraction}`;
}

/** For example `+12 µs`, `+3.204 ms`, `+1.5 s`, `+2:03 min`, with a precision for comparison by eye. */
export function sinceRow(micros: bigint): string {
  const sign = micros < 0n ? '−' : '+';
  const span = Number(micros < 0n ? -micros : micros);
  if (span < 1000) return `${sign}${span} µs`;
  if (span < 1_000_000) return `${sign}${(span / 1000).toFixed(3)} ms`;
  if (span < 60_000_000) return `${sign}${(span / 1_000_000).toFixed(3)} s`;
  const seconds = Math.floor(span / 1_000_000);
  const [m, s] = [Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${sign}${hours}:${two(m)}:${two(s)} h` : `${sign}${m}:${two(s)} min`;
}
