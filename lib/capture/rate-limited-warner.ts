import { printable } from '../events/printable';

/** The receiver of the writer's warnings, such as `console` or any logger. */
export interface WarningLogger {
  warn(message: string): void;
}

/** Logs the first warning at once, and later ones summed up at most once per interval. */
export interface RateLimitedWarner {
  /** There is something to warn of. */
  note(): void;
  /** Logs at once everything not logged yet. */
  flush(): void;
}

export interface RateLimitedWarnerOptions {
  readonly logger: WarningLogger;
  /** The minimum time between two warnings, ms. Default 1,000. */
  readonly intervalMs?: number;
  /** The message about everything since the last call; `undefined` when there is nothing. Names in it are made printable. */
  readonly takeMessage: () => string | undefined;
}

export function createRateLimitedWarner(options: RateLimitedWarnerOptions): RateLimitedWarner {
  const { logger, intervalMs = 1000, takeMessage } = options;
  let timer: NodeJS.Timeout | undefined;

  /** Returns whether there was anything to warn of. */
  function warn(): boolean {
    const message = takeMessage();
    if (message === undefined) return false;
    try {
      logger.warn(printable(message));
    } catch {
      // A failing logger must not end the simulation; the counters have the same information.
    }
    return true;
  }

  /** Warns, then pauses. */
  function warnAndPause(): void {
    // The timer is set before the warning, because a logger may emit events and so cause another warning. The rest at the end
    // of the process is logged by stop().
    timer = setTimeout(warnAndPause, intervalMs).unref();
    if (warn()) return;
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    note() {
      if (timer === undefined) warnAndPause();
    },
    flush() {
      clearTimeout(timer);
      timer = undefined;
      warn();
    },
  };
}
