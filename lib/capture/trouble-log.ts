import { createRateLimitedWarner, type WarningLogger } from './rate-limited-warner';
import type { ClosedTail } from './tail-repair';

/** Counts problems with the files and warns of them, at most once a second. */
export interface TroubleLog {
  readonly errors: number;
  readonly closedTails: number;
  /** @param retryInMs the time until the next attempt; absent when there is none */
  readonly failed: (error: unknown, retryInMs?: number) => void;
  readonly tailClosed: (tail: ClosedTail) => void;
  readonly moved: () => void;
  readonly foreignChange: () => void;
  /** Warns of all problems without a warning yet. */
  readonly flushWarnings: () => void;
}

export function createTroubleLog(simulationId: string, logger: WarningLogger): TroubleLog {
  let errors = 0;
  let closedTails = 0;
  let hasForeignChange = false;
  let pending: string[] = [];
  const warner = createRateLimitedWarner({
    logger,
    takeMessage() {
      const [latest, more] = [pending.at(-1), pending.length - 1];
      pending = [];
      if (latest === undefined) return undefined;
      return `causeway: simulation ${simulationId}: ${latest}${more > 0 ? ` (and ${String(more)} more before)` : ''}`;
    },
  });

  function warnOf(message: string): void {
    pending.push(message);
    warner.note();
  }

  return {
    get errors() {
      return errors;
    },
    get closedTails() {
      return closedTails;
    },
    failed(error, retryInMs) {
      errors += 1;
      const reason = error instanceof Error ? error.message : String(error);
      const next = retryInMs === undefined ? '' : `; trying again in ${String(retryInMs)} ms`;
      warnOf(`cannot write events: ${reason}${next}`);
    },
    tailClosed({ bytes, isEvent }) {
      closedTails += 1;
      warnOf(
        isEvent
          ? `the last event of the stream had no line ending; one was added`
          : `the last line of the stream was torn (${String(bytes)} bytes); it was closed and stays as a line that is not an event`,
      );
    },
    moved() {
      warnOf('events.jsonl was renamed by another program; continuing in a new file');
    },
    foreignChange() {
      // Two writers on one stream notice each other all the time, so this warning comes once.
      if (hasForeignChange) return;
      hasForeignChange = true;
      warnOf('events.jsonl is changed by another program too; a stream should have one writer');
    },
    flushWarnings: () => {
      warner.flush();
    },
  };
}
