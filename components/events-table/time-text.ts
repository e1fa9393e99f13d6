import { formatTime, type TimeFormat } from '@/components/event-time/time-format';
import { toEpochMicros, type EpochMicros } from '@/lib/events/epoch-micros';

/** What the time column tells: the clock, the time since the run began, or since the row above. */
export const TIME_MODES = ['clock', 'since-start', 'since-row'] as const;
export type TimeMode = (typeof TIME_MODES)[number];

export const TIME_MODE_NAMES: Readonly<Record<TimeMode, string>> = {
  clock: 'Clock (UTC)',
  'since-start': 'Since the start of the run',
  'since-row': 'Since the row above',
};

export interface TimeSettings {
  readonly mode: TimeMode;
  /** When the run began; `undefined` when that is not known. */
  readonly start: EpochMicros | undefined;
  readonly format: TimeFormat;
}

/** The text of a time cell; `rowAbove` is the time of the row above, `undefined` when there is none or it is not known. */
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

/** How many characters the widest text of the column has in a run with these ends. */
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

/** `+1:02:03.000004`, hours and minutes only where there are some. */
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

/** `+12 µs`, `+3.204 ms`, `+1.5 s`, `+2:03 min`, to what the eye compares. */
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
