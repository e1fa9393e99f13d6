import { expect, it } from 'vitest';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import { apartEvents, ledToRows } from './led-to-rows';

function event(event_id: string, kind: string): StoredEvent {
  const { event: read } = readEvent({
    event_id,
    timestamp: '2026-10-04T14:00:00Z',
    turn_number: 3,
    event_type: 'ACTION',
    simulation_id: 'run',
    agent_id: 'juno',
    description: `juno does ${event_id}`,
    details: { action_type: kind },
  });
  if (read === undefined) throw new Error('no event');
  return read;
}

function side(ids: readonly string[], apart: readonly string[] = []) {
  return {
    event_id: 'root',
    count: 9,
    differing: 9,
    apart: apart.length,
    telling: ids.map((event_id) => ({ event_id, reasons: ['rare'] })),
    apart_events: [...apart],
    last_turn: 9,
    truncated: false,
  };
}

it('sets events of one sort beside each other, and keeps the best first', () => {
  const facts = {
    events: {
      a: [event('sell-a', 'sell'), event('wait-a', 'wait'), event('apart-a', 'rest')],
      b: [event('buy-b', 'buy'), event('sell-b', 'sell')],
    },
    led_to: { a: side(['sell-a', 'wait-a'], ['apart-a']), b: side(['buy-b', 'sell-b']) },
  };
  expect(ledToRows(facts).map(({ a, b }) => [a?.eventId, b?.eventId])).toEqual([
    ['sell-a', 'sell-b'],
    [undefined, 'buy-b'],
    ['wait-a', undefined],
  ]);
  expect(apartEvents(facts).a.map(({ text }) => text)).toEqual(['juno does apart-a']);
  expect(apartEvents(facts).b).toEqual([]);
});

it('has no rows without a divergence', () => {
  expect(ledToRows({ events: { a: [], b: [] }, led_to: null })).toEqual([]);
});
