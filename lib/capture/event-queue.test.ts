import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventQueue, type EventQueue, type QueuedEvent } from './event-queue';
import { IMPORTANCES, type Importance } from './importance';

function event(sequence: number, importance: Importance, line = 'x'): QueuedEvent {
  return {
    sequence,
    line,
    importance,
    event_id: `e${String(sequence)}`,
    event_type: 'ACTION',
    turn_number: 0,
    isReport: false,
    isSettled: false,
  };
}

function drain(queue: EventQueue): readonly number[] {
  const sequences: number[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    sequences.push(next.sequence);
  }
  return sequences;
}

/**
 * Pushes events of these importances into a queue for three. Returns the events evicted by the last one, and the remaining
 * events.
 */
function shed(importances: readonly Importance[]): { gone: number[]; left: readonly number[] } {
  const queue = createEventQueue({ maxEvents: 3, maxBytes: 1000 });
  let gone: readonly QueuedEvent[] = [];
  for (const [i, importance] of importances.entries()) gone = queue.push(event(i + 1, importance));
  return { gone: gone.map(({ sequence }) => sequence), left: drain(queue) };
}

describe('the event queue', () => {
  it.each<[string, Importance[], number[], number[]]>([
    ['has room for all', [0, 4, 2], [], [1, 2, 3]],
    ['lets the least important go for one above it', [1, 0, 2, 4], [2], [1, 3, 4]],
    ['lets the newest of them go', [0, 0, 0, 1], [3], [1, 2, 4]],
    ['goes up one importance after the other', [2, 3, 1, 4], [3], [1, 2, 4]],
    ['refuses an event that is itself the least important', [1, 1, 1, 0], [4], [1, 2, 3]],
    ['refuses one among equals', [4, 4, 4, 4], [4], [1, 2, 3]],
    ['lets an action go for a decision, not a milestone', [4, 2, 4, 3], [2], [1, 3, 4]],
  ])('%s', (_, importances, gone, left) => {
    expect(shed(importances)).toEqual({ gone, left });
  });

  it('is bounded in bytes too, and lets none go in vain', () => {
    const queue = createEventQueue({ maxEvents: 100, maxBytes: 10 });
    expect(queue.push(event(1, 0, 'aaaa'))).toEqual([]);
    expect(queue.push(event(2, 3, 'bbbbb'))).toEqual([]);
    // It would not fit even without the first event.
    expect(queue.push(event(3, 4, 'cccccccccccc')).map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(drain(queue)).toEqual([3]);
    expect(queue.push(event(4, 3, 'dddddd'))).toEqual([]);
    expect(queue.push(event(5, 0, 'ee'))).toEqual([]);
    expect(queue.push(event(6, 1, 'fffff')).map(({ sequence }) => sequence)).toEqual([6]);
    expect(drain(queue)).toEqual([4, 5]);
  });

  it('takes one event that is larger than all when it is alone', () => {
    const queue = createEventQueue({ maxEvents: 10, maxBytes: 3 });
    expect(queue.push(event(1, 0, 'much too long'))).toEqual([]);
    expect(queue.bytes).toBe(13);
    expect(drain(queue)).toEqual([1]);
    expect(queue).toMatchObject({ length: 0, bytes: 0, lastSequence: 1 });
  });

  it('behaves like a searched list, for any input', () => {
    const steps = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...IMPORTANCES) },
        { weight: 1, arbitrary: fc.constant('shift' as const) },
      ),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 12 }), (commands, maxEvents) => {
        const queue = createEventQueue({ maxEvents, maxBytes: 1_000_000 });
        let model: QueuedEvent[] = [];
        for (const [i, command] of commands.entries()) {
          if (command === 'shift') {
            expect(queue.peek()).toEqual(model[0]);
            expect(queue.shift()).toEqual(model.shift());
          } else {
            const next = event(i + 1, command);
            const gone = queue.push(next);
            const all = [...model, next];
            const least = Math.min(...all.map(({ importance }) => importance));
            const loser =
              all.length > maxEvents
                ? all.findLast(({ importance }) => importance === least)
                : undefined;
            expect(gone).toEqual(loser === undefined ? [] : [loser]);
            model = all.filter((other) => other !== loser);
          }
          expect(queue.length).toBe(model.length);
        }
        expect(drain(queue)).toEqual(model.map(({ sequence }) => sequence));
      }),
    );
  });

  it('keeps its order and counts over many times its size', () => {
    const queue = createEventQueue({ maxEvents: 10_000, maxBytes: 1_000_000 });
    const seen: number[] = [];
    for (let i = 1; i <= 50_000; i++) {
      queue.push(event(i, 2));
      if (i % 7 !== 0) seen.push(queue.shift()?.sequence ?? 0);
    }
    seen.push(...drain(queue));
    expect(seen).toEqual(Array.from({ length: 50_000 }, (_, i) => i + 1));
    expect(queue.bytes).toBe(0);
  });
});
