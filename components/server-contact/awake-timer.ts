/** How often the time is looked at: no time below a second matters here, but in tests. */
const STEP_MS = 1000;

/** A timer of time in which the machine was awake. */
export interface AwakeTimer {
  /** Begins anew. */
  restart(): void;
  stop(): void;
}

/**
 * Calls `onLate` once for each of the times, in milliseconds of waking since the start, when it is reached. After a
 * laptop slept for an hour, ordinary timers would all be late at once, and requests be given up that nobody waited for: a
 * step counts for at most twice its length.
 */
export function startAwakeTimer(
  timesMs: readonly number[],
  onLate: (timeMs: number) => void,
): AwakeTimer {
  let awakeMs = 0;
  let lookedAt = Date.now();
  const stepMs = timesMs.reduce((least, timeMs) => Math.min(least, timeMs), STEP_MS);
  const timer = setInterval(() => {
    const now = Date.now();
    const before = awakeMs;
    awakeMs += Math.min(2 * stepMs, Math.max(0, now - lookedAt));
    lookedAt = now;
    for (const timeMs of timesMs) if (before < timeMs && timeMs <= awakeMs) onLate(timeMs);
  }, stepMs);
  return {
    restart() {
      awakeMs = 0;
      lookedAt = Date.now();
    },
    stop: () => clearInterval(timer),
  };
}
