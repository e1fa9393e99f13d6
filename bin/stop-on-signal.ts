import type { Server } from 'node:http';
import { constants } from 'node:os';

type StopSignal = 'SIGINT' | 'SIGTERM';

/** One press of Ctrl-C may arrive twice: from the terminal and from npm. */
const SAME_PRESS_MS = 250;

/**
 * Runs `stop` at SIGINT or SIGTERM, then ends the process with `exitCode`. A second signal ends it at once, by that signal.
 * When `stop` fails, the exit code is 1.
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

/** How long to wait for clients to receive the error of their cancelled requests, ms. */
const TOLD_MS = 100;

/**
 * Accepts no more connections and waits for running requests, at most this long. Then it calls `cut`, which cancels them, and
 * closes the remaining connections.
 */
export function finishRequests(http: Server, withinMs: number, cut: () => void): Promise<void> {
  return new Promise((resolve) => {
    // A keep-alive connection is closed once it is idle.
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
      // Not at their end: a connection that became a session is closed by its own code.
      end();
    }, withinMs + TOLD_MS);
    http.close(end);
  });
}
