import type { EventQueue, QueuedEvent } from './event-queue';

const LF = 0x0a;

/** Whole lines that are written together, and how far that has come. */
export interface LineBatch {
  readonly events: readonly QueuedEvent[];
  readonly bytes: Buffer;
  /** How many of the bytes are in the file. */
  written: number;
}

/**
 * Takes the oldest events from the queue, up to the first with which the lines reach `maxBytes`; `undefined` when
 * the queue is empty.
 */
export function takeBatch(queue: EventQueue, maxBytes: number): LineBatch | undefined {
  const events: QueuedEvent[] = [];
  let text = '';
  let bytes = 0;
  while (bytes < maxBytes) {
    const event = queue.shift();
    if (event === undefined) break;
    events.push(event);
    text += `${event.line}\n`;
    bytes += Buffer.byteLength(event.line) + 1;
  }
  return events.length === 0 ? undefined : { events, bytes: Buffer.from(text), written: 0 };
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
