import { createDropLedger, type DropReason, type LostEvent } from './drop-ledger';
import { createDropReporter } from './drop-reporter';
import { createEventAccount } from './event-account';
import { createEventQueue, type QueuedEvent } from './event-queue';
import { createEventStream } from './event-stream';
import { createFlushLoop } from './flush-loop';
import type { Refusal } from './serialise-event';
import { createTroubleLog } from './trouble-log';
import type { WriterCounters } from './writer-counters';
import type { ResolvedWriterOptions } from './writer-options';

/** A line to be written, and what is to be known of it if it is dropped. */
export type CapturedEvent = Pick<
  QueuedEvent,
  'line' | 'importance' | 'event_id' | 'event_type' | 'turn_number'
>;

/** From the caller to the files, with an account of everything on the way. */
export interface CapturePipeline {
  readonly counts: WriterCounters;
  readonly hasPending: boolean;
  /** Opens the stream. @throws the file system's error */
  open(): void;
  /** Each emitted event is handed to one of these five, once. */
  filter(): void;
  /** An event that is refused to a caller who is told why: it is counted, and no word lost about it. */
  turnAway(refusal: Refusal): void;
  refuse(event: Omit<LostEvent, 'sequence'>, refusal: Refusal): void;
  drop(event: Omit<LostEvent, 'sequence'>, reason: DropReason): void;
  push(event: CapturedEvent): void;
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
  const account = createEventAccount();
  const ledger = createDropLedger();
  const trouble = createTroubleLog(simulationId, logger);
  const queue = createEventQueue({ maxEvents: maxQueueEvents, maxBytes: maxQueueBytes });
  let sequence = 0;
  let isOpen = false;
  const tally = { bytes: 0, rotations: 0 };

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
      for (const event of events) account.settle(event, 'written');
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

  function dropQueued(event: QueuedEvent, reason: DropReason): void {
    if (account.settle(event, 'dropped') && !event.isReport) ledger.drop(event, reason);
  }

  /** Drops what is left. */
  function end(reason: DropReason): void {
    isOpen = false;
    // Told together, so that one warning is enough.
    for (const event of loop.end()) dropQueued(event, reason);
    reporter.flushWarnings();
    trouble.flushWarnings();
  }

  return {
    get counts() {
      const { dropped, refused } = ledger;
      return {
        ...account.counts,
        ...tally,
        droppedByType: dropped.byType,
        droppedByReason: dropped.byReason,
        refusedByReason: refused.byReason,
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

    filter() {
      account.enter('filtered');
    },

    turnAway({ reason }) {
      account.enter('refused');
      ledger.countRefusal({ sequence: ++sequence }, reason);
    },

    refuse(event, refusal) {
      account.enter('refused');
      ledger.refuse({ sequence: ++sequence, ...event }, refusal);
      reporter.note();
      wake();
    },

    drop(event, reason) {
      account.enter('dropped');
      ledger.drop({ sequence: ++sequence, ...event }, reason);
      reporter.note();
      wake();
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
        isSettled: false,
      };
      account.enter('queued');
      const gone = queue.push(event);
      for (const lost of gone) dropQueued(lost, 'queue_full');
      if (gone.length > 0) reporter.note();
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
