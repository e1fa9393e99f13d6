import { describe, expect, it } from 'vitest';
import type { CausalityChain } from '@/lib/api/client';
import type { CausalLink, InferenceRule } from '@/lib/causality/causal-link';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import { knownCauses, knownEffects, type KnownNeighbours } from './known-neighbours';

function event(event_id: string): StoredEvent {
  const { event } = readEvent({
    event_id,
    turn_number: 1,
    event_type: 'ACTION',
    simulation_id: 'sim',
    timestamp: '2026-10-04T14:00:00+00:00',
  });
  if (event === undefined) throw new Error('not an event');
  return event;
}

const declared = (cause: string, effect: string): CausalLink => ({
  cause,
  effect,
  origin: 'declared',
});
const inferred = (cause: string, effect: string, rule: InferenceRule): CausalLink => ({
  cause,
  effect,
  rule,
  origin: 'inferred',
});

function chainOf(
  upstream: readonly string[],
  downstream: readonly string[],
  links: readonly CausalLink[],
): CausalityChain {
  return {
    event_id: 'x',
    event: event('x'),
    links: [...links],
    truncated: false,
    upstream: upstream.map(event),
    downstream: downstream.map(event),
    missing_causes: [],
    missing: [],
  };
}

function idsOf({ declared, inferred }: KnownNeighbours): unknown {
  const ids = (events: readonly StoredEvent[]) => events.map(({ event_id }) => event_id);
  return [ids(declared), ...inferred.map(({ text, events }) => [text.label, ...ids(events)])];
}

describe('the neighbours of an event', () => {
  it('are told apart by how they are known: declared, or by which rule', () => {
    const chain = chainOf(
      ['a', 'b'],
      ['c', 'd', 'e', 'f'],
      [
        ...[declared('a', 'x'), declared('b', 'x'), declared('x', 'd')],
        inferred('x', 'c', 'turn_start_before_decision'),
        inferred('x', 'e', 'turn_start_before_action'),
        inferred('x', 'f', 'turn_start_before_decision'),
      ],
    );
    expect(idsOf(knownCauses(chain))).toEqual([['a', 'b']]);
    expect(idsOf(knownEffects(chain))).toEqual([
      ['d'],
      ['inferred: turn start before decision', 'c', 'f'],
      ['inferred: turn start before action', 'e'],
    ]);
  });

  it('are known by their link to the event, whatever links there are among them', () => {
    const links = [
      inferred('a', 'x', 'decision_before_action'),
      declared('a', 'b'),
      inferred('b', 'a', 'action_before_state'),
      declared('x', 'b'),
    ];
    const chain = chainOf(['a'], ['b'], links);
    expect(idsOf(knownCauses(chain))).toEqual([[], ['inferred: decision before action', 'a']]);
    expect(idsOf(knownEffects(chain))).toEqual([['b']]);
  });

  it('are the same event both ways when two caused each other', () => {
    const chain = chainOf(['a'], ['a'], [declared('a', 'x'), declared('x', 'a')]);
    expect([idsOf(knownCauses(chain)), idsOf(knownEffects(chain))]).toEqual([[['a']], [['a']]]);
  });
});
