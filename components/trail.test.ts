import { describe, expect, it } from 'vitest';
import { extendTrail, NO_TRAIL, type Trail } from './trail';

function visit(...ids: readonly string[]): Trail {
  return ids.reduce(extendTrail, NO_TRAIL);
}

describe('extendTrail', () => {
  it('goes on from event to event', () => {
    expect(visit('a', 'b', 'c')).toEqual({ eventIds: ['a', 'b', 'c'], at: 2 });
  });

  it('goes back and forward without forgetting', () => {
    expect(visit('a', 'b', 'c', 'a')).toEqual({ eventIds: ['a', 'b', 'c'], at: 0 });
    expect(visit('a', 'b', 'c', 'a', 'b')).toEqual({ eventIds: ['a', 'b', 'c'], at: 1 });
  });

  it('drops events after the one from which another path is taken', () => {
    expect(visit('a', 'b', 'c', 'a', 'd')).toEqual({ eventIds: ['a', 'd'], at: 1 });
  });

  it('stays the same where one stays', () => {
    const trail = visit('a', 'b');
    expect(extendTrail(trail, 'b')).toBe(trail);
  });

  it('drops the oldest events', () => {
    const ids = Array.from({ length: 30 }, (_, i) => `e${i}`);
    const { eventIds, at } = visit(...ids);
    expect(eventIds).toEqual(ids.slice(-12));
    expect(at).toBe(11);
  });
});
