import { createDropLedger, type DropReason, type DroppedEvent } from './drop-ledger';
import { createDropReporter } from './drop-reporter';
import { createEventQueue, type QueuedEvent } from './event-queue';
import { createEventStream } from './event-stream';
import { createFlushLoop } from './flush-loop';
import { createTroubleLog } from './trouble-log';
import type { WriterCounters } from './writer-counters';
import type { ResolvedWriterOptions } from './writer-options';

/** A line to be written, and what is to be known of it if it is dropped. */
export type CapturedEvent = Pick<
  QueuedEvent,
  'line' | 'importance' | 'event_id' | 'event_type' | 'turn_number'
>;

/** From the queue to the files, with an account of everything on the way. */
export interface CapturePipeline {
  readonly counts: Omit<WriterCounters, 'emitted' | 'filtered'>;
  readonly hasPending: boolean;
  /** Opens the stream. @throws the file system's error */
  open(): void;
  push(event: CapturedEvent): void;
  drop(event: Omit<DroppedEvent, 'sequence'>, reason: DropReason): void;
  /** Resolves when all that waits is settled: `true`; or after `timeoutMs`: `false`. */
  flush(timeoutMs: number): Promise<boolean>;
  /** Resolves when half of the queue is free. */
  waitForRoom(): Promise<void>;
  /** Writes what waits and reports what was dropped; what is left after `timeoutMs` is dropped. */
  finish(timeoutMs: number): Promise<void>;
  /** The same while the caller waits, for the end of the process. */
  finishSync(): void;
}

/** How long the end of a process waits for a write that is under way. */
const EXIT_WAIT_MS = 1000;

export function createCapturePipeline(options: ResolvedWriterOptions): CapturePipeline {
  const { simulationId, maxQueueEvents, maxQueueBytes, logger, fsync } = options;
  const ledger = createDropLedger();
  const trouble = createTroubleLog(simulationId, logger);
  const queue = createEventQueue({ maxEvents: maxQueueEvents, maxBytes: maxQueueBytes });
  let sequence = 0;
  let isOpen = false;
  const tally = { written: 0, reports: 0, bytes: 0, rotations: 0 };

  const stream = createEventStream({
    directory: options.directory,
    maxFileBytes: options.maxFileBytes,
    fsync,
    onRotated: () => (tally.rotations += 1),
    onTailClosed: trouble.tailClosed,
    onMoved: trouble.moved,
    onForeignChange: trouble.foreignChange,
    onFsyncFailed: trouble.failed,
  });
  const reporter = createDropReporter({
    ledger,
    queue,
    maxQueueEvents,
    simulationId,
    logger,
    nextSequence: () => ++sequence,
    wake,
  });
  const loop = createFlushLoop({
    queue,
    stream,
    maxQueueEvents,
    maxQueueBytes,
    flushIntervalMs: options.flushIntervalMs,
    isSync: fsync === 'event',
    keepsProcessAlive: !options.exitHook,
    onRoom: reporter.reportIfDue,
    onWritten(events, bytes) {
      const reports = countReports(events);
      tally.reports += reports;
      tally.written += events.length - reports;
      tally.bytes += bytes;
    },
    onFailed: trouble.failed,
  });

  function wake(): void {
    if (isOpen) loop.wake();
  }

  async function flush(timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    const isDone = await loop.flush(timeoutMs);
    // With room comes a report of what was dropped.
    return isDone && loop.flush(Math.max(0, deadline - performance.now()));
  }

  /** Drops what is left. */
  function end(reason: DropReason): void {
    isOpen = false;
    // Told together, so that one warning is enough.
    for (const event of loop.end()) if (!event.isReport) ledger.record(event, reason);
    reporter.flushWarnings();
    trouble.flushWarnings();
  }

  return {
    get counts() {
      const { total, byType, byReason } = ledger.counts;
      const waiting = queue.length + loop.underWay.length;
      return {
        ...tally,
        queued: waiting - queue.reports - countReports(loop.underWay),
        dropped: total,
        droppedByType: byType,
        droppedByReason: byReason,
        errors: trouble.errors,
        closedTails: trouble.closedTails,
      };
    },
    get hasPending() {
      return queue.length > 0 || loop.underWay.length > 0 || ledger.hasUnreported;
    },

    open() {
      stream.prepare();
      isOpen = true;
      // What was emitted too early is to be reported.
      if (ledger.hasUnreported) wake();
    },

    push({ line, importance, event_id, event_type, turn_number }) {
      const event: QueuedEvent = {
        sequence: ++sequence,
        line,
        importance,
        event_id,
        event_type,
        turn_number,
        isReport: false,
      };
      for (const gone of queue.push(event)) reporter.drop(gone, 'queue_full');
      wake();
    },

    drop(event, reason) {
      reporter.drop({ sequence: ++sequence, ...event }, reason);
      wake();
    },

    flush,
    waitForRoom: () => loop.waitForRoom(),

    async finish(timeoutMs) {
      const deadline = performance.now() + timeoutMs;
      if (isOpen) {
        await flush(timeoutMs);
        if (reporter.reportNow()) await flush(Math.max(0, deadline - performance.now()));
      }
      end('stop_timeout');
      // A write that hangs still owns the file; the end of the process closes it.
      if (!loop.isWriting) await stream.close().catch(trouble.failed);
    },

    finishSync() {
      if (isOpen) {
        reporter.reportNow();
        loop.flushSync(EXIT_WAIT_MS);
      }
      end('process_exit');
    },
  };
}

function countReports(events: readonly QueuedEvent[]): number {
  let reports = 0;
  for (const event of events) if (event.isReport) reports += 1;
  return reports;
}
