import { expect, it } from 'vitest';
import { makeWindow, type GivenEvent } from '../../testing/make-window';
import { leadIn } from './lead-in';

/**
 * The way to the last of the events, all of one deed.
 * @param reasons places, the strongest first
 * @param onwards the rest of the chain
 */
function way(
  given: readonly GivenEvent[],
  reasons: readonly number[],
  onwards: readonly number[] = [],
): readonly number[] {
  const { events, links, target } = makeWindow(given);
  const found = reasons.map((place) => ({
    rule: 'failure',
    place,
    unusualness: 0.5,
    strength: 1,
    text: 'failed',
    value: null,
  }));
  return leadIn({ members: events, reasons: found }, links, [target, ...onwards]);
}

it('begins at the strongest reason that leads to the event', () => {
  expect(way([{}, { by: [0] }, { by: [1] }], [0])).toEqual([0, 1]);
  expect(way([{}, { by: [0] }, { by: [1] }], [1, 0])).toEqual([1]);
});

it('is empty where no other reason leads to it', () => {
  expect(way([{}, { by: [0] }], [1])).toEqual([]);
  expect(way([{}, {}], [0])).toEqual([]);
});

it('enters no event of the chain, where a cause stands behind its effect', () => {
  expect(way([{}, { by: [0] }, { by: [0, 1] }], [0, 1], [0])).toEqual([1]);
});
