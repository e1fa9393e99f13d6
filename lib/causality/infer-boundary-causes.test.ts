import { describe, expect, it } from 'vitest';
import { parseEvents, writeInferences } from '../testing/ruled-events';
import {
  inferSimulationStartsBeforeTurnStarts,
  inferTurnEndsBeforeSimulationEnds,
  inferTurnEndsBeforeTurnStarts,
} from './infer-boundary-causes';

describe('the start of a turn', () => {
  it.each([
    ['the end of the turn before', '[1 ]1 [2 ]2 [3', [']1 -> [2', ']2 -> [3']],
    ['that of the nearest that has one', ']1 [2 [3 [7', [']1 -> [2', ']1 -> [3', ']1 -> [7']],
    ['its latest', ']1 ]1:2 [2', [']1:2 -> [2']],
    ['no end of its own turn or a higher one', ']2 ]3 [2', []],
    ['no end that comes later', '[2 ]1', []],
    ['none of a turn further back, when the nearest ends later', ']1 [3 ]2', []],
  ])('is caused by %s', (_, events, expected) => {
    const found = inferTurnEndsBeforeTurnStarts(parseEvents(events));
    expect(writeInferences(found)).toEqual(expected);
  });

  it.each([
    ['the start of the simulation when it is the first', '< [1 ]1 [2', ['< -> [1']],
    ['the latest when the simulation started anew', '< <:2 [1', ['<:2 -> [1']],
    ['it though the first turn be no. 0', '< [0 [1', ['< -> [0']],
    ['nothing when the simulation starts later', '[1 <', []],
    ['nothing when a lower turn ended', '< ]0 [1', []],
  ])('is caused by %s', (_, events, expected) => {
    const found = inferSimulationStartsBeforeTurnStarts(parseEvents(events));
    expect(writeInferences(found)).toEqual(expected);
  });
});

describe('the end of the simulation', () => {
  it.each([
    ['the last end of a turn', ']1 ]2 >', [']2 -> >']],
    ['the one before it in time, with any number', ']2 ]1 > ]3', [']1 -> >']],
    ['nothing when no turn ended', '< [1 >', []],
  ])('is caused by %s', (_, events, expected) => {
    const found = inferTurnEndsBeforeSimulationEnds(parseEvents(events));
    expect(writeInferences(found)).toEqual(expected);
  });
});
