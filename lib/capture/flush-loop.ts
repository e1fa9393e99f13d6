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
  /** How long an event waits at most until its turn to be written comes. */
  readonly flushIntervalMs: number;
  /** Whether an event is to be in the file when {@link FlushLoop.wake} returns. */
  readonly isSync: boolean;
  /** Whether an event that waits for its turn keeps the process from ending. */
  readonly keepsProcessAlive: boolean;
  /** Before a batch and after it: the occasion to queue something more. */
  readonly onRoom: () => void;
  /** Events are in the file, `bytes` of lines. */
  readonly onWritten: (events: readonly QueuedEvent[], bytes: number) => void;
  /** The file system failed; the next try comes by itself. */
  readonly onFailed: (error: unknown, retryInMs: number) => void;
}

/**
 * Brings what is queued to the stream in the background. When the file system fails it tries again, after 10 ms and
 * then ever later up to once a second, for as long as the writer runs: what is bounded is the queue, and the time that
 * `flush` and the end of the writer take. To give up a batch would lose milestones that the disk takes a minute later.
 */
export interface FlushLoop {
  /** Events taken from the queue that are not in the file yet. */
  readonly underWay: readonly QueuedEvent[];
  /** Whether the operating system is at it. */
  readonly isWriting: boolean;
  /** There is something to write. */
  wake(): void;
  /** Resolves when nothing queued before is waiting any more: `true`; or after `timeoutMs`: `false`. */
  flush(timeoutMs: number): Promise<boolean>;
  /** Resolves when half of the queue is free. */
  waitForRoom(): Promise<void>;
  /** Writes all there is while the caller waits, once, for the end of the process; whether it went well. */
  flushSync(timeoutMs: number): boolean;
  /** Ends it; gives the events that did not reach the file whole, oldest first. */
  end(): readonly QueuedEvent[];
}

/** Encoding as much holds up the simulation for a millisecond; only a backlog makes a batch so large. */
const BATCH_BYTES = 1024 * 1024;
/** As many, or as much, are not made to wait for more. */
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
        // It may have been given up meanwhile.
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

  /** What is under way, else the next from the queue. */
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
    tellProgress();
  }

  function fail(error: unknown): void {
    if (hasEnded) return;
    failures += 1;
    const retryInMs = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS);
    schedule.retryIn(retryInMs);
    options.onFailed(error, retryInMs);
    tellProgress();
  }

  function tellProgress(): void {
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
      tellProgress();
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
        // How far a write has come that is still under way; what it brings later is not known any more.
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
      tellProgress();
      return left;
    },
  };
}
