import type { Server } from 'node:http';
import { constants } from 'node:os';

type StopSignal = 'SIGINT' | 'SIGTERM';

/** One press of Ctrl-C may arrive twice: from the terminal and from npm. */
const SAME_PRESS_MS = 250;

/**
 * At SIGINT or SIGTERM does `stop`, then ends the process with `exitCode`. The same signal once more ends it at once,
 * as that signal would have; so does a `stop` that fails, with exit code 1.
 */
export function stopOnSignal(
  stop: () => Promise<void>,
  exitCode: (signal: number) => number,
): void {
  let first: { readonly signal: StopSignal; readonly atMs: number } | undefined;

  function onSignal(signal: StopSignal): void {
    const nowMs = performance.now();
    if (first === undefined) {
      first = { signal, atMs: nowMs };
      stop().then(
        () => process.exit(exitCode(constants.signals[signal])),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    } else if (signal === first.signal && nowMs - first.atMs >= SAME_PRESS_MS) {
      process.exit(128 + constants.signals[signal]);
    }
  }

  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** So long those are waited for that are told that their answer was given up. */
const TOLD_MS = 100;

/**
 * Takes no more connections and waits for the answers under way, so long at most; then calls `cut`, which gives them up,
 * and closes the connections that are left.
 */
export function finishRequests(http: Server, withinMs: number, cut: () => void): Promise<void> {
  return new Promise((resolve) => {
    // A connection is kept alive after its last answer: it is closed once it is idle.
    const idle = setInterval(() => http.closeIdleConnections(), 50);
    const end = (): void => {
      clearInterval(idle);
      clearTimeout(deadline);
      clearTimeout(last);
      resolve();
    };
    const deadline = setTimeout(cut, withinMs);
    const last = setTimeout(() => {
      http.closeAllConnections();
      // Not at their end: a connection that became a session is not ours to close.
      end();
    }, withinMs + TOLD_MS);
    http.close(end);
  });
}
