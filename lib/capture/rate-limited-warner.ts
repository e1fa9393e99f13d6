import { printable } from '../events/printable';

/** Where the writer's warnings go; `console` and every logger has one. */
export interface WarningLogger {
  warn(message: string): void;
}

/** Says the first thing at once and what follows at most once in an interval, summed up. */
export interface RateLimitedWarner {
  /** There is something to say. */
  note(): void;
  /** Says now what has not been said yet. */
  flush(): void;
}

export interface RateLimitedWarnerOptions {
  readonly logger: WarningLogger;
  /** Least time between two warnings. Default 1,000. */
  readonly intervalMs?: number;
  /** What there is to say since the last call; `undefined` when that is nothing. Names in it are made printable. */
  readonly takeMessage: () => string | undefined;
}

export function createRateLimitedWarner(options: RateLimitedWarnerOptions): RateLimitedWarner {
  const { logger, intervalMs = 1000, takeMessage } = options;
  let timer: NodeJS.Timeout | undefined;

  /** Whether there was anything to say. */
  function say(): boolean {
    const message = takeMessage();
    if (message === undefined) return false;
    try {
      logger.warn(printable(message));
    } catch {
      // A logger that fails must not end the simulation; the counters tell the same.
    }
    return true;
  }

  /** Says it, and no more for a while. */
  function sayAndRest(): void {
    // The rest comes first: a logger may well emit what it is told, and so have us note something in turn.
    // What is left unsaid at the end of the process is said by stop().
    timer = setTimeout(sayAndRest, intervalMs).unref();
    if (say()) return;
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    note() {
      if (timer === undefined) sayAndRest();
    },
    flush() {
      clearTimeout(timer);
      timer = undefined;
      say();
    },
  };
}
