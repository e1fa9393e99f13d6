/** Where messages to a person go. */
export interface Terminal {
  write(text: string): unknown;
  /** Whether a line there can be written over. */
  readonly isTTY?: boolean | undefined;
}

export interface ProgressLine {
  /** Replaces the line; often too soon after the last time to be worth it. */
  readonly show: (message: string) => void;
  /** Takes the line away; the next one is shown at once. */
  readonly clear: () => void;
}

const INTERVAL_MS = 200;
const START_OVER = '\r\u001b[K';

/** One line that tells how far something is; nothing at all where a line cannot be written over. */
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
