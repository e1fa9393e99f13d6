import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { api } from '@/components/api';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import { eventPageQuery, pageOfRow, pagesOfRows } from './event-page-query';

describe('pages', () => {
  it('hold 200 rows each', () => {
    expect([0, 199, 200, 48_210].map(pageOfRow)).toEqual([0, 0, 1, 241]);
  });

  it('are those that the rows in view stand on', () => {
    expect(pagesOfRows(150, 170)).toEqual([0]);
    expect(pagesOfRows(190, 610)).toEqual([0, 1, 2, 3]);
    expect(pagesOfRows(0, -1)).toEqual([]);
  });
});

it('has all of its rows, also where lines are so long that an answer is cut', async () => {
  const events = Array.from({ length: 5 }, (_, at) => eventOf(`e${String(at)}`));
  // As the server does with lines of 16 MiB: two of them an answer.
  const find = vi.spyOn(api, 'findEvents').mockImplementation((_, { offset = 0, limit = 0 }) => {
    const found = events.slice(offset, offset + Math.min(2, limit));
    const isCut = found.length < limit && offset + found.length < events.length;
    return Promise.resolve({
      events: found,
      total: events.length,
      has_more: isCut,
      effect_counts: Object.fromEntries(found.map(({ event_id }) => [event_id, 1])),
      ...(isCut ? { truncated: true as const } : {}),
    });
  });
  const query = eventPageQuery('run', {}, { page: 0, countsEffects: true });
  const page = await new QueryClient().query(query);
  expect(page.events).toEqual(events);
  expect(Object.keys(page.effect_counts ?? {})).toHaveLength(5);
  expect(page).toMatchObject({ total: 5, has_more: false });
  expect(find).toHaveBeenCalledTimes(3);
  find.mockRestore();
});

function eventOf(event_id: string): StoredEvent {
  const { event } = readEvent({
    event_id,
    timestamp: '2026-10-04T14:00:00+00:00',
    turn_number: 1,
    event_type: 'ACTION',
    simulation_id: 'run',
  });
  if (event === undefined) throw new Error('not an event');
  return event;
}
