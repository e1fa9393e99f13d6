/** The middle of some numbers; `undefined` without numbers. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).sort();
  const high = sorted[Math.floor(sorted.length / 2)];
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  return high === undefined || low === undefined ? undefined : (low + high) / 2;
}

/**
 * How far a number lies from the middle of others, in robust standard deviations (1.4826 times the median absolute deviation).
 * `undefined` with fewer than 5 others, or when they are all equal.
 */
export function robustDistance(value: number, others: readonly number[]): number | undefined {
  if (others.length < 5) return undefined;
  const middle = medianOf(others) ?? 0;
  const deviation = medianOf(others.map((other) => Math.abs(other - middle))) ?? 0;
  return deviation === 0 ? undefined : Math.abs(value - middle) / (1.4826 * deviation);
}

/** How much a number differs from another, from 0 to 1: half, or twice, is 0.5. */
export function relativeDifference(a: number, b: number): number {
  const larger = Math.max(Math.abs(a), Math.abs(b));
  return larger === 0 ? 0 : Math.min(1, Math.abs(a - b) / larger);
}

const FORMAT = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });

export function showNumber(value: number): string {
  return FORMAT.format(value);
}
