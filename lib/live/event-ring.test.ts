import { describe, expect, it } from 'vitest';
import type { PlacedEvent } from '../store/event-store';
import { createEventRing } from './event-ring';

function events(count: number, length: number, name = 'p'): readonly PlacedEvent[] {
  return Array.from({ length: count }, (_, at) => ({
    event_id: String(at),
    text: 'x'.repeat(length),
    position: `${name}${String(at)}`,
  }));
}

describe('the ring of the latest events', () => {
  it('keeps them in batches of a size to be sent at once, each with the position after it', () => {
    const ring = createEventRing(1_000_000);
    ring.push(events(100, 1000));
    ring.push([]);
    expect(ring.next).toBe(2);
    expect(ring.get(0)?.message.events).toHaveLength(66);
    expect(ring.get(0)?.position).toBe('p65');
    expect(ring.get(1)?.position).toBe('p99');
    expect(ring.get(2)).toBeUndefined();
  });

  it('drops the oldest batches beyond its size, and reports that', () => {
    const ring = createEventRing(10_000);
    for (let at = 0; at < 20; at++) ring.push(events(1, 1000));
    expect(ring.next).toBe(20);
    expect(ring.reaches(9)).toBe(false);
    expect(ring.get(9)).toBeUndefined();
    expect(ring.reaches(10)).toBe(true);
    expect(ring.get(10)).toBeDefined();
    expect(ring.reaches(20)).toBe(true);
  });

  it('finds the rest after an event it holds', () => {
    const ring = createEventRing(10_000);
    ring.push(events(3, 1000, 'a'));
    ring.push(events(3, 1000, 'b'));
    expect(ring.locate('a1')).toMatchObject({
      events: [{ position: 'a2' }],
      position: 'a2',
      next: 1,
    });
    expect(ring.locate('b2')).toEqual({ events: [], position: 'b2', next: 2 });
    expect(ring.locate('c')).toBeUndefined();
    ring.push(events(8, 1000, 'c'));
    expect(ring.locate('a1')).toBeUndefined();
    expect(ring.locate('c0')?.next).toBe(3);
  });

  it('keeps nothing of a batch that is too large, nor after it was cleared', () => {
    const ring = createEventRing(10_000);
    ring.push(events(1, 20_000));
    expect(ring.reaches(0)).toBe(false);
    expect(ring.reaches(1)).toBe(true);
    ring.push(events(1, 10));
    ring.clear();
    expect(ring.next).toBe(2);
    expect(ring.reaches(1)).toBe(false);
  });
});
