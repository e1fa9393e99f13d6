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

/** A line to write, with the fields that are reported if it is dropped. */
export type CapturedEvent = Pick<
  QueuedEvent,
  'line' | 'importance' | 'event_id' | 'event_type' | 'turn_number'
>;

/** The path of events from the caller to the files. Every event is counted. */
export interface CapturePipeline {
  readonly counts: WriterCounters;
  readonly hasPending: boolean;
  /** Opens the stream. @throws the file system's error */
  open(): void;
  /** Each emitted event is passed to exactly one of these five methods. */
  filter(): void;
  /** Counts a refused event without a warning, for a caller that gets the reason. */
  turnAway(refusal: Refusal): void;
  refuse(event: Omit<LostEvent, 'sequence'>, refusal: Refusal): void;
  drop(event: Omit<LostEvent, 'sequence'>, reason: DropReason): void;
  push(event: CapturedEvent): void;
  /** Resolves to `true` when all waiting events are settled, or to `false` after `timeoutMs`. */
  flush(timeoutMs: number): Promise<boolean>;
  /** Resolves when half of the queue is free. */
  waitForRoom(): Promise<void>;
  /** Writes the waiting events and reports drops. After `timeoutMs` the rest is dropped. */
  finish(timeoutMs: number): Promise<void>;
  /** The same, synchronously, for the end of the process. */
  finishSync(): void;
}

/** How long the end of a process waits for a running write, ms. */
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
    // As soon as there is room, drops are reported.
    return isDone && loop.flush(Math.max(0, deadline - performance.now()));
  }

  function dropQueued(event: QueuedEvent, reason: DropReason): void {
    if (account.settle(event, 'dropped') && !event.isReport) ledger.drop(event, reason);
  }

  /** Drops the remaining events. */
  function end(reason: DropReason): void {
    isOpen = false;
    // Counted together, so that there is one warning.
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
      // Events emitted too early were dropped, which must be reported.
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
      // A hanging write still uses the file; the end of the process closes it.
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
