import { describe, expect, it } from 'vitest';
import type { SimulationListing } from '@/lib/api/contract';
import { compareNumbers } from './compare-numbers';

const RUN: SimulationListing = {
  id: 'run',
  name: 'run',
  status: 'finished',
  start_time: '2026-01-01T00:00:00Z',
  end_time: '2026-01-01T00:01:00Z',
  event_count: 1000,
  first_turn: 1,
  last_turn: 10,
  agent_count: 3,
  bytes: 400_000,
  index: { state: 'ready', bytes_indexed: 0, bytes_total: 0 },
};

function pairs(other: Partial<SimulationListing>, one: Partial<SimulationListing> = {}) {
  const found = compareNumbers({ ...RUN, ...one }, { ...RUN, ...other });
  return new Map(found.map(({ name, ...pair }) => [name, pair]));
}

describe('two simulations side by side', () => {
  it('show the difference of the second, and its share', () => {
    const found = pairs({ event_count: 2204, last_turn: 8, end_time: '2026-01-01T00:01:30.5Z' });
    expect(found.get('events')).toEqual({
      first: '1,000',
      second: '2,204',
      difference: '+1,204',
      share: '+120 %',
    });
    expect(found.get('turns')).toMatchObject({ difference: '−2', share: '−20 %' });
    expect(found.get('duration')).toMatchObject({ second: '1 min 30 s', difference: '+30 s' });
    expect(found.get('agents')).toEqual({ first: '3', second: '3', difference: 'same' });
  });

  it('have no share of zero, nor one that is too small or too large to be useful', () => {
    expect(pairs({}, { event_count: 0 }).get('events')).not.toHaveProperty('share');
    expect(pairs({ bytes: 400_001 }).get('size')).not.toHaveProperty('share');
    expect(pairs({ event_count: 90_000 }).get('events')).not.toHaveProperty('share');
    expect(pairs({ bytes: 1 }).get('size')).not.toHaveProperty('share');
    expect(pairs({ bytes: 0 }).get('size')).toMatchObject({ share: '−100 %' });
  });

  it('show nothing for unknown numbers', () => {
    const unread = { state: 'indexing', bytes_indexed: 0, bytes_total: 9 } as const;
    const found = pairs({ index: unread, event_count: 0, agent_count: 0, first_turn: null });
    for (const name of ['turns', 'agents', 'events']) {
      expect(found.get(name)).toMatchObject({ second: '–', difference: '–' });
    }
  });
});
