/** The output for messages to the user. */
export interface Terminal {
  write(text: string): unknown;
  /** Whether a line can be overwritten. */
  readonly isTTY?: boolean | undefined;
}

export interface ProgressLine {
  /** Replaces the line; too frequent changes are skipped. */
  readonly show: (message: string) => void;
  /** Removes the line. The next one is shown at once. */
  readonly clear: () => void;
}

const INTERVAL_MS = 200;
const START_OVER = '\r\u001b[K';

/** A single line with progress. Does nothing when lines cannot be overwritten. */
export function createProgressLine(terminal: Terminal): ProgressLine {
  let shownAtMs = -Infinity;
  return {
    show(message) {
      const nowMs = performance.now();
      if (terminal.isTTY !== true || nowMs - shownAtMs < INTERVAL_MS) return;
      shownAtMs = nowMs;
      terminal.write(START_OVER + message);
    },
    clear() {
      if (shownAtMs !== -Infinity) terminal.write(START_OVER);
      shownAtMs = -Infinity;
    },
  };
}
