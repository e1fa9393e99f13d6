import type { IndexProgress } from './contract';

/** The progress of an index, 0 to 1. */
export function progressShare({ bytes_indexed, bytes_total }: IndexProgress): number {
  return bytes_total === 0 ? 1 : Math.min(1, bytes_indexed / bytes_total);
}

/** The progress of an index in words: `43 %`, `240 of 560 MB`, `412,000 events`, `35 MB/s`, `10 s left`. */
export function progressFacts(index: IndexProgress): readonly string[] {
  const { bytes_indexed, bytes_total, events_indexed, bytes_per_second, seconds_left } = index;
  return [
    `${String(Math.floor(progressShare(index) * 100))} %`,
    `${megabytesText(bytes_indexed)} of ${megabytesText(bytes_total)} MB`,
    ...(events_indexed === undefined ? [] : [`${countText(events_indexed)} events`]),
    ...(bytes_per_second === undefined ? [] : [`${megabytesText(bytes_per_second)} MB/s`]),
    ...(seconds_left === undefined ? [] : [`${secondsText(seconds_left)} left`]),
  ];
}

/** `1,523,118` */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** Decimal megabytes: `0.3`, `35`, `1,204`. */
export function megabytesText(bytes: number): string {
  const size = bytes / 1e6;
  return size < 9.95 ? size.toFixed(1) : countText(Math.round(size));
}

/** `9 s`, `2 min 05 s`, `1 h 12 min` */
function secondsText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${String(seconds)} s`;
  if (minutes < 60) return `${String(minutes)} min ${twoDigits(seconds % 60)} s`;
  return `${String(Math.floor(minutes / 60))} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
