import { performance } from 'node:perf_hooks';

/** How long repeated requests took, ms. */
export interface Latency {
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Runs `work` once. @returns its duration and its result */
export async function timed<Result>(
  work: () => Promise<Result> | Result,
): Promise<{ readonly ms: number; readonly result: Result }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** Percentiles by nearest rank; all 0 when there are no times. */
export function latencyOf(timesMs: readonly number[]): Latency {
  const ordered = [...timesMs].sort((a, b) => a - b);
  const rank = (share: number): number => ordered[Math.ceil(share * ordered.length) - 1] ?? 0;
  return {
    count: ordered.length,
    p50Ms: rank(0.5),
    p95Ms: rank(0.95),
    p99Ms: rank(0.99),
    maxMs: rank(1),
  };
}

/** The middle one, of an even number the mean of the two in the middle. @throws {RangeError} when there is none */
export function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  const [low, high] = [
    ordered[Math.floor((ordered.length - 1) / 2)],
    ordered[Math.floor(ordered.length / 2)],
  ];
  if (low === undefined || high === undefined) throw new RangeError('no values to be amid');
  return (low + high) / 2;
}
