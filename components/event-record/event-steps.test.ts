import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '@/components/api';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import { serveRuns } from '@/lib/testing/serve-runs';
import { findSteps, stepCriteria } from './event-steps';

const runs = serveRuns();

const PLAIN = { event_id: 'e', timestamp: '2026-01-01T00:00:00Z', turn_number: 1 };

function event(given: object): StoredEvent {
  const { event: read, reason } = readEvent({ ...PLAIN, event_type: 'ENV', ...given });
  if (read === undefined) throw new Error(reason);
  return read;
}

describe('steps among events that are alike', () => {
  beforeAll(() =>
    runs.write(
      'run',
      ['bob', 'eve', 'bob', 'eve', 'bob', 'bob'].map((agent_id, at) => ({
        ...PLAIN,
        event_id: `e${String(at)}`,
        event_type: 'ACTION',
        agent_id,
      })),
    ),
  );

  it.each([
    ['e0', { offset: 0, total: 4, previous: null, next: 'e2' }],
    ['e4', { offset: 2, total: 4, previous: 'e2', next: 'e5' }],
    ['e5', { offset: 3, total: 4, previous: 'e4', next: null }],
  ])('lead from %s to those right before and after', async (id, steps) => {
    const { signal } = new AbortController();
    expect(await findSteps(api, 'run', id, { agent_ids: ['bob'] }, signal)).toEqual(steps);
  });

  it('are among those of the agent, or of none', () => {
    expect(stepCriteria(event({ agent_id: 'bob' }), 'agent')).toEqual({
      criteria: { agent_ids: ['bob'] },
      label: 'bob',
    });
    expect(stepCriteria(event({}), 'agent')).toEqual({
      criteria: { agent_ids: [''] },
      label: 'no agent',
    });
  });

  it('are among those of the kind within the type, which is the variable for a state', () => {
    const price = event({ details: { variable_name: 'price' } });
    expect(stepCriteria(price, 'kind')).toEqual({
      criteria: { event_types: ['STATE'], kinds: ['price'] },
      label: 'price',
    });
    expect(stepCriteria(event({}), 'kind').criteria).toEqual({
      event_types: ['STATE'],
      kinds: [''],
    });
  });
});
