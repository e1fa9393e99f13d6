import { describe, expect, it } from 'vitest';
import { parseEvents, writeInferences } from '../testing/ruled-events';
import {
  inferActionsBeforeTurnEnds,
  inferTurnStartsBeforeActions,
  inferTurnStartsBeforeDecisions,
} from './infer-turn-causes';

describe('a DECISION', () => {
  it.each([
    ['the start of its turn', '[ D:ada D:ben D', ['[ -> D:ada', '[ -> D:ben', '[ -> D']],
    ['the latest start when the turn began again', '[ [:2 D:ada', ['[:2 -> D:ada']],
    ['nothing when the turn begins later', 'D:ada [', []],
  ])('is caused by %s', (_, events, expected) => {
    const found = inferTurnStartsBeforeDecisions(parseEvents(events));
    expect(writeInferences(found)).toEqual(expected);
  });
});

describe('an ACTION without a decision', () => {
  it.each([
    ['the start of its turn', '[ A:ada', ['[ -> A:ada']],
    ['it though others decided', '[ D:ben A:ada', ['[ -> A:ada']],
    ['it though its agent decides later', '[ A:ada D:ada', ['[ -> A:ada']],
    ['it when it is of no agent', '[ D A', ['[ -> A']],
    ['nothing else when its agent decided', '[ D:ada A:ada', []],
    ['nothing else when its agent decided before the turn’s start', 'D:ada [ A:ada', []],
  ])('is caused by %s', (_, events, expected) => {
    const found = inferTurnStartsBeforeActions(parseEvents(events));
    expect(writeInferences(found)).toEqual(expected);
  });
});

describe('the end of a turn', () => {
  it.each([
    ['all its actions', '[ A:ada D:ben A A:ben ]', ['A:ada -> ]', 'A -> ]', 'A:ben -> ]']],
    ['nothing when there were none', '[ D:ada S:ada ]', []],
    ['no action that comes later', '] A:ada', []],
    ['those since its previous end', 'A:ada ] A:ben ]:2', ['A:ada -> ]', 'A:ben -> ]:2']],
  ])('is caused by %s', (_, events, expected) => {
    const found = inferActionsBeforeTurnEnds(parseEvents(events));
    expect(writeInferences(found)).toEqual(expected);
  });
});
