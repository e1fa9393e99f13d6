import { describe, expect, it } from 'vitest';
import { createApiClient } from '@/lib/api/client';
import { eventPositionSchema, positionQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import { locateEvent } from './locate-event';

const criteria = { agent_ids: ['ada', ''], kinds: ['trade'], q: 'grain' };

/** Answers one question about a place as the API does, from whether the event matches. */
function clientThat(matches: boolean) {
  return createApiClient({
    fetch: (input) => {
      const { pathname, searchParams } = new URL(
        input instanceof Request ? input.url : input,
        'http://localhost',
      );
      expect(pathname).toBe('/simulations/run%201/events/e%2F4/position');
      expect(readQuery(positionQuerySchema, searchParams)).toEqual(criteria);
      const position = { event_id: 'e/4', offset: 4_711_000, total: 9_000_000, matches };
      return Promise.resolve(Response.json(eventPositionSchema.parse(position)));
    },
  });
}

describe('locateEvent', () => {
  it('finds the row of an event under the whole filter, however many stand before it', async () => {
    expect(await locateEvent(clientThat(true), 'run 1', criteria, 'e/4')).toBe(4_711_000);
  });

  it('says so when the filter leaves the event out', async () => {
    expect(await locateEvent(clientThat(false), 'run 1', criteria, 'e/4')).toBeUndefined();
  });
});
