import type { EventQueue, QueuedEvent } from './event-queue';

const LF = 0x0a;

/** Whole lines that are written together, and the progress of writing them. */
export interface LineBatch {
  readonly events: readonly QueuedEvent[];
  readonly bytes: Buffer;
  /** The number of bytes that are in the file. */
  written: number;
}

/** Makes batches, one at a time, in a reused buffer: allocating one each time takes longer than writing it. */
export interface BatchMaker {
  /**
   * Takes the oldest events from the queue until their lines reach `maxBytes`; `undefined` when the queue is empty. The batch
   * before must be finished.
   */
  take(queue: EventQueue, maxBytes: number): LineBatch | undefined;
}

/** @param capacityBytes the maximum size of a batch; only a single larger event exceeds it */
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

/** The number of lines in the file, with their endings. */
export function countWrittenLines(batch: LineBatch): number {
  let lines = 0;
  for (let end = batch.bytes.indexOf(LF); end !== -1; end = batch.bytes.indexOf(LF, end + 1)) {
    if (end >= batch.written) break;
    lines += 1;
  }
  return lines;
}

/**
 * Prepares a partly written batch for a file that was opened again, where the torn line was closed: writing resumes at the
 * start of this line. If the line lacked only its ending, it is complete now and is skipped.
 */
export function resumeAtLine(batch: LineBatch): void {
  if (batch.written === 0) return;
  batch.written =
    batch.bytes[batch.written] === LF
      ? batch.written + 1
      : batch.bytes.lastIndexOf(LF, batch.written - 1) + 1;
}
