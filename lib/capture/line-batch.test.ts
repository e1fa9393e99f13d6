import { describe, expect, it } from 'vitest';
import { createEventQueue } from './event-queue';
import { countWrittenLines, createBatchMaker, resumeAtLine, type LineBatch } from './line-batch';

function queueOf(lines: readonly string[]) {
  const queue = createEventQueue({ maxEvents: 1000, maxBytes: 1e9 });
  for (const [i, line] of lines.entries()) {
    queue.push({
      sequence: i + 1,
      line,
      importance: 2,
      event_id: line,
      event_type: 'ACTION',
      turn_number: 0,
      isReport: false,
      isSettled: false,
    });
  }
  return queue;
}

function batchOf(lines: readonly string[], written: number): LineBatch {
  const batch = createBatchMaker(1000).take(queueOf(lines), 1000);
  return { events: batch?.events ?? [], bytes: batch?.bytes ?? Buffer.alloc(0), written };
}

describe('a batch of lines', () => {
  it('ends with the line that reaches the limit', () => {
    const queue = queueOf(['aaaa', 'bbbb', 'cccc']);
    const batches = createBatchMaker(1000);
    expect(String(batches.take(queue, 6)?.bytes)).toBe('aaaa\nbbbb\n');
    expect(String(batches.take(queue, 6)?.bytes)).toBe('cccc\n');
    expect(batches.take(queue, 6)).toBeUndefined();
  });

  it('is no larger than its memory, except for a longer line', () => {
    const lines = ['å'.repeat(10), 'é'.repeat(10), '😀'.repeat(100), 'b'];
    const queue = queueOf(lines);
    const batches = createBatchMaker(50);
    const taken: string[] = [];
    for (
      let batch = batches.take(queue, 1e9);
      batch !== undefined;
      batch = batches.take(queue, 1e9)
    ) {
      taken.push(String(batch.bytes));
    }
    expect(taken.join('')).toBe(lines.map((line) => `${line}\n`).join(''));
    expect(taken).toContain(`${'😀'.repeat(100)}\n`);
  });

  it.each([
    [0, 0, 0],
    [2, 0, 0],
    // Everything but the line ending. Opening the file again closes the line, so it is an event.
    [3, 0, 4],
    [4, 1, 4],
    [5, 1, 4],
    [6, 1, 7],
    [7, 2, 7],
  ])('written up to byte %i has %i whole lines and goes on at byte %i', (written, lines, next) => {
    const batch = batchOf(['aaa', 'bb'], written);
    expect(countWrittenLines(batch)).toBe(lines);
    resumeAtLine(batch);
    expect(batch.written).toBe(next);
  });
});
