const COUNT = new Intl.NumberFormat('en-US');

/** For example `1,523,118`. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

const SHORT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** For example `9,999`, `15.2K`, `1.5M`: at most 6 characters, for places where the exact number is elsewhere. */
export function shortCount(count: number): string {
  return count < 10_000 ? formatCount(count) : SHORT.format(count);
}

/** For example `1 event`, `2,953 events`. The default plural is the noun with an s. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
