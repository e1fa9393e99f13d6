/** `1m` is 1,000,000, `500k` is 500,000, `123` is itself. @throws {RangeError} on anything else */
export function parseEventCount(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([km]?)$/i.exec(text);
  const [, digits = '', unit = ''] = match ?? [];
  const count = Number(digits) * ({ k: 1_000, m: 1_000_000 }[unit.toLowerCase()] ?? 1);
  if (match === null || !Number.isSafeInteger(count) || count < 1_000) {
    throw new RangeError(
      `--events ${JSON.stringify(text)}: expected a number from 1000, such as 1m or 250k`,
    );
  }
  return count;
}

/** `1M`, `250k`, `12,345`. */
export function nameCount(count: number): string {
  if (count % 1_000_000 === 0) return `${String(count / 1_000_000)}M`;
  if (count % 1_000 === 0) return `${String(count / 1_000)}k`;
  return count.toLocaleString('en');
}

/** `543 MB`, decimal megabytes as rotation counts them. */
export function nameBytes(bytes: number): string {
  return bytes >= 1e9
    ? `${(bytes / 1e9).toFixed(2)} GB`
    : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

/** `3.42 s`, `12.3 ms`, `140 µs`. */
export function nameMs(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(2)} s`;
  return ms >= 1 ? `${ms.toFixed(ms < 100 ? 1 : 0)} ms` : `${(ms * 1_000).toFixed(0)} µs`;
}
