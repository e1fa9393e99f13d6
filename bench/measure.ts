import { performance } from 'node:perf_hooks';

/** How long repeated requests took, ms. */
export interface Latency {
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** Runs `work` once; how long it took and what it gave. */
export async function timed<Result>(
  work: () => Promise<Result> | Result,
): Promise<{ readonly ms: number; readonly result: Result }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** Asks one request after the other. */
export async function timeEach<Request>(
  requests: readonly Request[],
  ask: (request: Request) => Promise<unknown>,
): Promise<Latency> {
  const times: number[] = [];
  for (const request of requests) {
    const { ms } = await timed(() => ask(request));
    times.push(ms);
  }
  return latencyOf(times);
}

/** Percentiles by nearest rank; all 0 when there are no times. */
export function latencyOf(timesMs: readonly number[]): Latency {
  const ordered = [...timesMs].sort((a, b) => a - b);
  const rank = (share: number): number => ordered[Math.ceil(share * ordered.length) - 1] ?? 0;
  return { count: ordered.length, p50Ms: rank(0.5), p95Ms: rank(0.95), maxMs: rank(1) };
}

/** The most memory this process has held, bytes. */
export function peakRssBytes(): number {
  // Node gives kilobytes on every platform.
  return process.resourceUsage().maxRSS * 1024;
}
