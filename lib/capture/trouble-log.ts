import { createRateLimitedWarner, type WarningLogger } from './rate-limited-warner';
import type { ClosedTail } from './tail-repair';

/** Counts what goes wrong with the files and warns of it, at most once a second. */
export interface TroubleLog {
  readonly errors: number;
  readonly closedTails: number;
  /** @param retryInMs when it is tried again; not given when it is not */
  readonly failed: (error: unknown, retryInMs?: number) => void;
  readonly tailClosed: (tail: ClosedTail) => void;
  readonly moved: () => void;
  readonly foreignChange: () => void;
  /** Warns of what has not been warned of. */
  readonly flushWarnings: () => void;
}

export function createTroubleLog(simulationId: string, logger: WarningLogger): TroubleLog {
  let errors = 0;
  let closedTails = 0;
  let hasForeignChange = false;
  let unsaid: string[] = [];
  const warner = createRateLimitedWarner({
    logger,
    takeMessage() {
      const [latest, more] = [unsaid.at(-1), unsaid.length - 1];
      unsaid = [];
      if (latest === undefined) return undefined;
      return `causeway: simulation ${simulationId}: ${latest}${more > 0 ? ` (and ${String(more)} more before)` : ''}`;
    },
  });

  function say(message: string): void {
    unsaid.push(message);
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
      say(`cannot write events: ${reason}${next}`);
    },
    tailClosed({ bytes, isEvent }) {
      closedTails += 1;
      say(
        isEvent
          ? `the last event of the stream had no line ending; it has one now`
          : `the last line of the stream was torn (${String(bytes)} bytes); it is closed off and stays as a line that is no event`,
      );
    },
    moved() {
      say('events.jsonl was renamed by somebody else; going on in a new one');
    },
    foreignChange() {
      // Two writers notice each other all the time.
      if (hasForeignChange) return;
      hasForeignChange = true;
      say('events.jsonl is changed by somebody else too; a stream should have one writer');
    },
    flushWarnings: () => {
      warner.flush();
    },
  };
}
