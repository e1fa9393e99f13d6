import { expect, it } from 'vitest';
import { readEvent } from '@/lib/events/read-event';
import { agentsOnCards, cardFacts, cardHeader, type KnownNode } from './card-header';

/** About the width of a card's letters. */
const measure = (text: string) => text.length * 6;

function nodeOf(agent_id: string, turn_number: number): KnownNode {
  const { event } = readEvent({
    event_id: agent_id,
    timestamp: '2026-10-04T14:00:00+00:00',
    turn_number,
    event_type: 'DECISION',
    simulation_id: 'sim',
    agent_id,
  });
  if (event === undefined) throw new Error('not an event');
  return { kind: 'event', id: agent_id, event };
}

it('names agents whole beside turns of any length, or so that none looks like another', () => {
  const far = Number.MAX_SAFE_INTEGER;
  const short = nodeOf('juno_trader', far);
  expect(cardHeader(cardFacts(short), measure).agentRoomPx).toBeGreaterThan(measure('juno_trader'));
  const names = ['alpha', 'beta', 'gamma'].map((end) => `agent_of_the_far_future_${end}`);
  const shown = agentsOnCards(
    names.map((name) => nodeOf(name, far)),
    measure,
  );
  expect([...shown.values()].map((text) => /….*_(.+)$/.exec(text)?.[1])).toEqual([
    ...['alpha', 'beta', 'gamma'],
  ]);
});
