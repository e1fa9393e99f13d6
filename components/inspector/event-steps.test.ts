import { describe, expect, it } from 'vitest';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import type { ApiClient } from '@/lib/api/client';
import { findSteps, stepCriteria } from './event-steps';

function event(at: number, given: object = {}): StoredEvent {
  const plain = { event_id: `e${at}`, timestamp: '2026-01-01T00:00:00Z', turn_number: 1 };
  const { event: read, reason } = readEvent({ ...plain, event_type: 'ENV', ...given });
  if (read === undefined) throw new Error(reason);
  return read;
}

const LIKE = [0, 1, 2, 3].map((at) => event(at));

const client: Pick<ApiClient, 'getEventPosition' | 'findEvents'> = {
  getEventPosition: async (_, eventId) => {
    const offset = LIKE.findIndex(({ event_id }) => event_id === eventId);
    return { event_id: eventId, offset, total: LIKE.length, matches: true };
  },
  findEvents: async (_, { offset = 0, limit = 0 }) => ({
    events: LIKE.slice(offset, offset + limit),
    total: LIKE.length,
    has_more: false,
  }),
};

describe('steps among events that are alike', () => {
  it.each([
    ['e0', { offset: 0, total: 4, previous: null, next: 'e1' }],
    ['e2', { offset: 2, total: 4, previous: 'e1', next: 'e3' }],
    ['e3', { offset: 3, total: 4, previous: 'e2', next: null }],
  ])('lead from %s to those right before and after', async (id, steps) => {
    const { signal } = new AbortController();
    expect(await findSteps(client, 'run', id, {}, signal)).toEqual(steps);
  });

  it('are among those of the agent, or of none', () => {
    expect(stepCriteria(event(0, { agent_id: 'bob' }), 'agent')).toEqual({
      criteria: { agent_ids: ['bob'] },
      label: 'bob',
    });
    expect(stepCriteria(event(0), 'agent')).toEqual({
      criteria: { agent_ids: [''] },
      label: 'no agent',
    });
  });

  it('are among those of the kind within the type, which is the variable for a state', () => {
    const price = event(0, { details: { variable_name: 'price' } });
    expect(stepCriteria(price, 'kind')).toEqual({
      criteria: { event_types: ['STATE'], kinds: ['price'] },
      label: 'price',
    });
    expect(stepCriteria(event(0), 'kind').criteria).toEqual({
      event_types: ['STATE'],
      kinds: [''],
    });
  });
});
