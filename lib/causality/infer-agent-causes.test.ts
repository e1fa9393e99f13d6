import { describe, expect, it } from 'vitest';
import { parseEvents, writeInferences } from '../testing/ruled-events';
import { inferActionsBeforeStates, inferDecisionsBeforeActions } from './infer-agent-causes';

describe('an ACTION', () => {
  it.each([
    ['its agent’s decision', 'D:ada A:ada', ['D:ada -> A:ada']],
    ['the latest of them', 'D:ada D:ada:2 A:ada', ['D:ada:2 -> A:ada']],
    ['none that comes later', 'A:ada D:ada', []],
    ['none of another agent', 'D:ben A:ada', []],
    ['none when it is of no agent', 'D A', []],
    [
      'the same twice when an event is duplicated',
      'D:ada A:ada A:ada:2',
      ['D:ada -> A:ada', 'D:ada -> A:ada:2'],
    ],
  ])('is caused by %s', (_, events, expected) => {
    const found = inferDecisionsBeforeActions(parseEvents(events));
    expect(writeInferences(found)).toEqual(expected);
    expect(found.every(({ rule }) => rule === 'decision_before_action')).toBe(true);
  });
});

describe('a STATE', () => {
  it.each([
    ['its agent’s latest action', 'A:ada A:ada:2 A:ben S:ada', ['A:ada:2 -> S:ada']],
    ['no decision', 'D:ada S:ada', []],
    ['nothing when it is of the world', 'A:ada A S', []],
    ['nothing that comes later', 'S:ada A:ada', []],
  ])('is caused by %s', (_, events, expected) => {
    const found = inferActionsBeforeStates(parseEvents(events));
    expect(writeInferences(found)).toEqual(expected);
    expect(found.every(({ rule }) => rule === 'action_before_state')).toBe(true);
  });
});
