import { describe, expect, it } from 'vitest';
import type { ApiClient } from '@/lib/api/client';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import { locateEvent } from './locate-event';

function at(event_id: string, second: number): StoredEvent {
  const timestamp = `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`;
  const { event } = readEvent({ event_id, timestamp, turn_number: 0, event_type: 'ACTION' });
  if (event === undefined) throw new Error('not an event');
  return event;
}

/** Answers as the API does, from events in order. */
function clientOf(events: readonly StoredEvent[]): Pick<ApiClient, 'findEvents'> {
  return {
    findEvents: (_, { end_timestamp, limit = 1000, offset = 0 }) => {
      const matches = events.filter((event) => event.timestamp <= (end_timestamp ?? '9'));
      const page = matches.slice(offset, offset + limit);
      return Promise.resolve({
        events: page,
        total: matches.length,
        has_more: offset + page.length < matches.length,
      });
    },
  };
}

describe('locateEvent', () => {
  const many = Array.from({ length: 450 }, (_, i) => at(`e${i}`, Math.floor(i / 10)));
  const client = clientOf(many);

  it('finds the row of an event, also among others of the same time', async () => {
    expect(await locateEvent(client, 'run', {}, at('e0', 0))).toBe(0);
    expect(await locateEvent(client, 'run', {}, at('e444', 44))).toBe(444);
  });

  it('says so when the filter leaves the event out', async () => {
    expect(await locateEvent(client, 'run', {}, at('elsewhere', 20))).toBeUndefined();
    expect(await locateEvent(clientOf([]), 'run', {}, at('e0', 0))).toBeUndefined();
  });
});
