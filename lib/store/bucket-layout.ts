/** Buckets of equal width along a range of whole numbers. The range includes both ends. */
export interface BucketLayout {
  readonly from: bigint;
  readonly to: bigint;
  readonly width: bigint;
  readonly count: number;
}

const MAX_EXACT = 2n ** 53n;
const SECOND = 1_000_000n;

/**
 * Divides a range into at most this many buckets, as narrow as possible. A width beyond 2^53 is a multiple of a million, which
 * a double holds exactly up to twice the time from year 0 to 9999.
 */
export function layOutBuckets(from: bigint, to: bigint, maxBuckets: number): BucketLayout {
  const span = to - from + 1n;
  const narrowest = ceilDivide(span, BigInt(maxBuckets));
  const width = narrowest > MAX_EXACT ? ceilDivide(narrowest, SECOND) * SECOND : narrowest;
  return { from, to, width, count: Number(ceilDivide(span, width)) };
}

function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
