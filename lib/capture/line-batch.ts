import type { EventQueue, QueuedEvent } from './event-queue';

const LF = 0x0a;

/** Whole lines that are written together, and how far that has come. */
export interface LineBatch {
  readonly events: readonly QueuedEvent[];
  readonly bytes: Buffer;
  /** How many of the bytes are in the file. */
  written: number;
}

/** Makes batches, one at a time, in the same memory: to allocate it each time costs more than to write it. */
export interface BatchMaker {
  /**
   * Takes the oldest events from the queue, up to the first with which their lines reach `maxBytes`; `undefined` when
   * the queue is empty. The batch before must be done with.
   */
  take(queue: EventQueue, maxBytes: number): LineBatch | undefined;
}

/** @param capacityBytes no batch is larger, but for an event that is larger by itself */
export function createBatchMaker(capacityBytes: number): BatchMaker {
  const memory = Buffer.allocUnsafeSlow(capacityBytes);
  return {
    take(queue, maxBytes) {
      const events: QueuedEvent[] = [];
      let bytes = 0;
      for (let next = queue.peek(); next !== undefined; next = queue.peek()) {
        // A UTF-16 unit takes three bytes at most.
        if (bytes + next.line.length * 3 + 1 > capacityBytes) {
          if (events.length > 0) break;
          queue.shift();
          return { events: [next], bytes: Buffer.from(`${next.line}\n`), written: 0 };
        }
        queue.shift();
        events.push(next);
        bytes += memory.write(next.line, bytes);
        memory[bytes++] = LF;
        if (bytes >= maxBytes) break;
      }
      return events.length === 0
        ? undefined
        : { events, bytes: memory.subarray(0, bytes), written: 0 };
    },
  };
}

export function isWhollyWritten(batch: LineBatch): boolean {
  return batch.written === batch.bytes.length;
}

/** How many lines of the batch are in the file with their ends. */
export function countWrittenLines(batch: LineBatch): number {
  let lines = 0;
  for (let end = batch.bytes.indexOf(LF); end !== -1; end = batch.bytes.indexOf(LF, end + 1)) {
    if (end >= batch.written) break;
    lines += 1;
  }
  return lines;
}

/**
 * Sets a batch that broke off within a line back to where that line begins, for a file that was opened anew has
 * closed it off. A line that lacked nothing but its ending is whole then, and passed over.
 */
export function resumeAtLine(batch: LineBatch): void {
  if (batch.written === 0) return;
  batch.written =
    batch.bytes[batch.written] === LF
      ? batch.written + 1
      : batch.bytes.lastIndexOf(LF, batch.written - 1) + 1;
}
