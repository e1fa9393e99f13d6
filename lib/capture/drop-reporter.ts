import type { DropLedger } from './drop-ledger';
import type { EventQueue } from './event-queue';
import { MOST_IMPORTANT } from './importance';
import { createRateLimitedWarner, type WarningLogger } from './rate-limited-warner';

export interface DropReporterOptions {
  readonly ledger: DropLedger;
  readonly queue: EventQueue;
  readonly maxQueueEvents: number;
  readonly simulationId: string;
  readonly logger: WarningLogger;
  readonly nextSequence: () => number;
  /** There may be something to write. */
  readonly wake: () => void;
}

/** Reports drops and refusals: in warnings at once, and in the stream as soon as there is room, each at most once a second. */
export interface DropReporter {
  /** Something was lost. */
  note(): void;
  /** Queues a report when there is something to report, there is room for it, and a second has passed. */
  readonly reportIfDue: () => void;
  /** Queues a report of all unreported losses. Returns whether there were any. */
  reportNow(): boolean;
  /** Warns of all losses without a warning yet. */
  flushWarnings(): void;
}

const REPORT_INTERVAL_MS = 1000;

export function createDropReporter(options: DropReporterOptions): DropReporter {
  const { ledger, queue, simulationId } = options;
  const warner = createRateLimitedWarner({
    logger: options.logger,
    takeMessage() {
      const message = ledger.takeWarning();
      return message === undefined ? undefined : `causeway: simulation ${simulationId}: ${message}`;
    },
  });
  let resting: NodeJS.Timeout | undefined;

  function reportNow(): boolean {
    const report = ledger.takeReport(simulationId);
    if (report === undefined) return false;
    clearTimeout(resting);
    resting = setTimeout(() => {
      resting = undefined;
      if (ledger.hasUnreported) options.wake();
    }, REPORT_INTERVAL_MS).unref();
    const { event_id, event_type, turn_number } = report;
    queue.push({
      sequence: options.nextSequence(),
      line: JSON.stringify(report),
      importance: MOST_IMPORTANT,
      event_id,
      event_type,
      turn_number,
      isReport: true,
      isSettled: false,
    });
    return true;
  }

  return {
    note: () => {
      warner.note();
    },
    reportIfDue() {
      const hasRoom = queue.length <= options.maxQueueEvents / 2;
      if (ledger.hasUnreported && resting === undefined && hasRoom) reportNow();
    },
    reportNow,
    flushWarnings: () => {
      warner.flush();
    },
  };
}
