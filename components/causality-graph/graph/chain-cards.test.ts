import { describe, expect, it } from 'vitest';
import { tellStory } from '@/components/explanation/tell-story';
import type { ToldChain } from '@/components/explanation/use-told-chain';
import type { CausalityChain } from '@/lib/api/client';
import { readEventLine, type StoredEvent } from '@/lib/events/read-event';
import { chainCards } from './chain-cards';

function event(event_id: string, details: Readonly<Record<string, unknown>> = {}): StoredEvent {
  const { event: read } = readEventLine(
    JSON.stringify({
      event_id,
      timestamp: '2026-10-04T14:00:00Z',
      turn_number: 3,
      event_type: 'variable_name' in details ? 'STATE' : 'ACTION',
      details,
    }),
  );
  if (read === undefined) throw new Error(event_id);
  return read;
}

const price = (at: number) =>
  event(`price-${String(at)}`, { variable_name: 'price', old_value: at, new_value: at + 1 });
const declared = (cause: string, effect: string) =>
  ({ cause, effect, origin: 'declared' }) as const;

const EVENTS = [event('plan'), price(1), price(2), price(3), event('order'), event('end')];
const PATH = EVENTS.map(({ event_id }) => event_id);

function told(direction: 'upstream' | 'downstream'): ToldChain {
  const deed = {
    event: event('plan'),
    events: ['plan'],
    score: 0.5,
    reasons: [],
    path: PATH,
    left_out: 0,
    forks: [],
  };
  const explanation = {
    event_id: direction === 'upstream' ? 'end' : 'plan',
    direction,
    causes: [deed],
    effects: [],
    events: EVENTS,
    links: PATH.slice(1).map((effect, at) => declared(PATH[at] ?? '', effect)),
    considered: 1,
    truncated: false,
  };
  return { explanation, deed, steps: tellStory(explanation, deed) };
}

/** The direct causes and effects of the last event. */
const AROUND: CausalityChain = {
  event_id: 'end',
  event: event('end'),
  upstream: [event('order'), event('sale'), event('rumour')],
  downstream: [event('vote', { action_type: 'vote' }), event('vote-2', { action_type: 'vote' })],
  links: [
    declared('order', 'end'),
    declared('sale', 'end'),
    declared('rumour', 'end'),
    declared('end', 'vote'),
    declared('end', 'vote-2'),
  ],
  missing_causes: [],
  missing: [],
  truncated: false,
};

describe('the cards of a chain', () => {
  const cards = chainCards(told('upstream'), AROUND, false);

  it('are one a step of the story, numbered; a run of changes is one card', () => {
    expect(cards.steps).toEqual(['plan', 'run to price-3', 'order', 'end']);
    expect([...(cards.highlight.places ?? [])].at(1)).toEqual(['run to price-3', '2 of 4']);
    expect(cards.graph.shownAs.get('price-2')).toBe('run to price-3');
    expect(cards.highlight.linkKeys.size).toBe(3);
  });

  it('stand beside all other direct causes, above the effects in one card with words', () => {
    expect(cards.beside).toEqual(['sale', 'rumour']);
    expect(cards.directCount).toBe(3);
    expect(cards.below).toEqual(['effects of end']);
    expect(cards.graph.nodes.get('effects of end')).toMatchObject({
      title: '2 effects, merged',
      text: '2 vote',
    });
  });

  it('show each effect when the merged card is opened', () => {
    const open = chainCards(told('upstream'), AROUND, true);
    expect(open.below).toEqual(['vote', 'vote-2']);
    expect(open.graph.openedFrom.get('vote')).toBe('effects of end');
  });

  it('are those of the chain alone while nothing else is known', () => {
    const alone = chainCards(told('downstream'), undefined, false);
    expect([...alone.graph.nodes.keys()]).toEqual(alone.steps);
    expect(alone.graph.selectedId).toBe('plan');
  });
});
