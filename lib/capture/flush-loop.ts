import type { EventQueue, QueuedEvent } from './event-queue';
import type { EventStream } from './event-stream';
import { createFlushSchedule } from './flush-schedule';
import { countWrittenLines, createBatchMaker, type LineBatch } from './line-batch';
import { createProgressWaiters } from './progress-waiters';

export interface FlushLoopOptions {
  readonly queue: EventQueue;
  readonly stream: EventStream;
  readonly maxQueueEvents: number;
  readonly maxQueueBytes: number;
  /** The maximum time until the writing of an event begins. */
  readonly flushIntervalMs: number;
  /** Whether events must be in the file when {@link FlushLoop.wake} returns. */
  readonly isSync: boolean;
  /** Whether a queued event keeps the process alive. */
  readonly keepsProcessAlive: boolean;
  /** Called before and after each batch, when more may be queued. */
  readonly onRoom: () => void;
  /** Called when events are in the file; `bytes` is the size of their lines. */
  readonly onWritten: (events: readonly QueuedEvent[], bytes: number) => void;
  /** Called when the file system failed. The loop retries by itself. */
  readonly onFailed: (error: unknown, retryInMs: number) => void;
}

/**
 * Writes queued events to the stream in the background. When the file system fails, it retries after 10 ms, then at growing
 * intervals of up to a second, while the writer runs. Bounded are the queue, and the time that `flush` and the end of the
 * writer take. Giving up a batch would lose milestones that could be written a minute later.
 */
export interface FlushLoop {
  /** Events taken from the queue that are not in the file yet. */
  readonly underWay: readonly QueuedEvent[];
  /** Whether a write is running in the operating system. */
  readonly isWriting: boolean;
  /** To be called when there is something to write. */
  wake(): void;
  /** Resolves to `true` when all earlier events are settled, or to `false` after `timeoutMs`. */
  flush(timeoutMs: number): Promise<boolean>;
  /** Resolves when half of the queue is free. */
  waitForRoom(): Promise<void>;
  /** Writes everything synchronously, once, for the end of the process. Returns whether that succeeded. */
  flushSync(timeoutMs: number): boolean;
  /** Ends the loop. Returns the events that are not completely in the file, oldest first. */
  end(): readonly QueuedEvent[];
}

/** Encoding this much blocks the simulation for a millisecond. Only a backlog makes a batch this large. */
const BATCH_BYTES = 1024 * 1024;
/** With this many queued events, or this much text, writing begins at once. */
const EAGER_EVENTS = 1000;
const EAGER_BYTES = 256 * 1024;
const FIRST_RETRY_MS = 10;
const MAX_RETRY_MS = 1000;

const NONE: readonly QueuedEvent[] = [];

export function createFlushLoop(options: FlushLoopOptions): FlushLoop {
  const { queue, stream, maxQueueEvents, isSync } = options;
  const eagerEvents = Math.min(EAGER_EVENTS, Math.ceil(maxQueueEvents / 4));
  const batches = createBatchMaker(BATCH_BYTES);
  const waiters = createProgressWaiters();
  const schedule = createFlushSchedule(run, options.keepsProcessAlive);
  let batch: LineBatch | undefined;
  let isWriting = false;
  let hasEnded = false;
  let failures = 0;

  const isEager = (): boolean =>
    queue.length >= eagerEvents || queue.bytes >= EAGER_BYTES || waiters.areWaiting;

  function run(): void {
    if (hasEnded || isWriting) return;
    if (isSync) writeAllSync();
    else void writeAll();
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    try {
      do {
        const taken = nextBatch();
        if (taken === undefined) break;
        await stream.append(taken);
        // The batch may have been given up meanwhile.
        if (batch !== taken) return;
        settle(taken);
      } while (isEager());
    } catch (error) {
      fail(error);
    } finally {
      isWriting = false;
      scheduleRest();
    }
  }

  function writeAllSync(): void {
    isWriting = true;
    try {
      for (let taken = nextBatch(); taken !== undefined; taken = nextBatch()) {
        stream.appendSync(taken);
        settle(taken);
      }
    } catch (error) {
      fail(error);
    } finally {
      isWriting = false;
    }
  }

  /** The current batch, or the next one from the queue. */
  function nextBatch(): LineBatch | undefined {
    if (batch !== undefined) return batch;
    options.onRoom();
    if (queue.length > 0) {
      stream.prepare();
      batch = batches.take(queue, stream.roomBytes);
    }
    return batch;
  }

  function settle({ events, bytes }: LineBatch): void {
    batch = undefined;
    failures = 0;
    options.onWritten(events, bytes.length);
    options.onRoom();
    reportProgress();
  }

  function fail(error: unknown): void {
    if (hasEnded) return;
    failures += 1;
    const retryInMs = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS);
    schedule.retryIn(retryInMs);
    options.onFailed(error, retryInMs);
    reportProgress();
  }

  function reportProgress(): void {
    const oldest = batch?.events[0]?.sequence ?? queue.peek()?.sequence ?? Infinity;
    waiters.progress(oldest, hasHalfRoom());
  }

  function hasHalfRoom(): boolean {
    return queue.length <= maxQueueEvents / 2 && queue.bytes <= options.maxQueueBytes / 2;
  }

  function scheduleRest(): void {
    if (hasEnded || schedule.isRetrying || queue.length === 0) return;
    if (isEager()) schedule.now();
    else schedule.within(options.flushIntervalMs);
  }

  return {
    get underWay() {
      return batch?.events ?? NONE;
    },
    get isWriting() {
      return isWriting;
    },

    wake() {
      if (hasEnded || isWriting || schedule.isRetrying) return;
      if (isSync) run();
      else if (isEager()) schedule.now();
      else schedule.within(options.flushIntervalMs);
    },

    flush(timeoutMs) {
      const reached = waiters.waitFor(queue.lastSequence, timeoutMs);
      reportProgress();
      if (waiters.areWaiting) schedule.now();
      return reached;
    },

    waitForRoom() {
      if (hasEnded || hasHalfRoom()) return Promise.resolve();
      const reached = waiters.waitForRoom();
      if (!schedule.isRetrying) schedule.now();
      return reached;
    },

    flushSync(timeoutMs) {
      schedule.cancel();
      const pending = batch;
      if (isWriting && pending !== undefined && !stream.finishWriteSync(pending, timeoutMs)) {
        return false;
      }
      const before = failures;
      writeAllSync();
      return failures <= before;
    },

    end() {
      hasEnded = true;
      schedule.cancel();
      const left: QueuedEvent[] = [];
      if (batch !== undefined) {
        // Takes over the progress of a running write. Its later progress is ignored.
        if (isWriting) stream.finishWriteSync(batch, 0);
        const { events, bytes } = batch;
        const lines = countWrittenLines(batch);
        if (lines > 0) {
          options.onWritten(events.slice(0, lines), bytes.lastIndexOf('\n', batch.written - 1) + 1);
        }
        for (const event of events.slice(lines)) left.push(event);
        batch = undefined;
      }
      for (let event = queue.shift(); event !== undefined; event = queue.shift()) left.push(event);
      reportProgress();
      return left;
    },
  };
}
