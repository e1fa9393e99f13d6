/** Schedules the next run. At most one is scheduled at any time. */
export interface FlushSchedule {
  /** Whether a retry is scheduled. */
  readonly isRetrying: boolean;
  /** Runs after `ms`, unless a run is due sooner. */
  within(ms: number): void;
  /** Runs as soon as the caller yields to the event loop. */
  now(): void;
  /** Runs after `ms`, and not before except by {@link now}. */
  retryIn(ms: number): void;
  cancel(): void;
}

/**
 * @param run the work
 * @param keepsProcessAlive whether a scheduled run keeps the process alive; a retry never does
 */
export function createFlushSchedule(run: () => void, keepsProcessAlive: boolean): FlushSchedule {
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let isRetrying = false;

  function cancel(): void {
    clearTimeout(timer);
    clearImmediate(immediate);
    timer = undefined;
    immediate = undefined;
    isRetrying = false;
  }

  function runNow(): void {
    cancel();
    run();
  }

  return {
    get isRetrying() {
      return isRetrying;
    },
    within(ms) {
      if (timer !== undefined || immediate !== undefined) return;
      timer = setTimeout(runNow, ms);
      if (!keepsProcessAlive) timer.unref();
    },
    now() {
      if (immediate !== undefined) return;
      cancel();
      immediate = setImmediate(runNow);
    },
    retryIn(ms) {
      cancel();
      isRetrying = true;
      timer = setTimeout(runNow, ms).unref();
    },
    cancel,
  };
}
