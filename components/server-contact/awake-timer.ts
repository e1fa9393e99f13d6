/** The interval of checks, ms. Shorter times matter only in tests. */
const STEP_MS = 1000;

/** A timer that counts only while the machine is awake. */
export interface AwakeTimer {
  /** Starts again from 0. */
  restart(): void;
  stop(): void;
}

/**
 * Calls `onLate` once for each of the times, in milliseconds awake since the start. After a laptop slept for an hour, ordinary
 * timers would all fire at once and give up requests too early. Here a step counts for at most twice its length.
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
