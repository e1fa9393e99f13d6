import { expect, it } from 'vitest';
import { makeWindow, type GivenEvent } from '../../testing/make-window';
import { findForks, type Fork } from './find-forks';

/** The only fork of a chain from event 0. @param from the places that come of event 0 */
function fork(
  given: readonly GivenEvent[],
  chain: readonly number[],
  from: readonly number[],
  unusualness: ReadonlyMap<number, number> = new Map(),
): Omit<Fork, 'place'> | undefined {
  const window = makeWindow(given);
  const forks = findForks(chain, window, window.links, {
    isWithin: new Uint8Array(given.length).fill(1),
    unusualness: Float64Array.from(given.keys(), (place) => unusualness.get(place) ?? 0),
    comesOf: (place) => from.includes(place),
  });
  expect(forks.length).toBeLessThan(2);
  const [only] = forks;
  if (only === undefined) return undefined;
  const { place, ...rest } = only;
  expect(place).toBe(chain.at(-1));
  return rest;
}

const price: GivenEvent = { type: 'STATE', kind: 'price', variable: 'global' };

it('is no fork where an event has one cause', () => {
  expect(fork([{}, { by: [0] }], [0, 1], [0, 1])).toBeUndefined();
});

it.each<[string, readonly GivenEvent[], Omit<Fork, 'place'>]>([
  [
    'only_way',
    [{}, {}, { by: [0] }, { by: [1, 2] }],
    { causes: 2, fromDeed: 1, reason: 'only_way' },
  ],
  [
    'same_variable',
    [{}, { by: [0] }, { ...price, by: [0] }, { ...price, by: [1, 2] }],
    { causes: 2, fromDeed: 2, reason: 'same_variable' },
  ],
  [
    'same_agent',
    [
      { agent: 'ada' },
      { agent: 'bo', by: [0] },
      { agent: 'ada', by: [0] },
      { agent: 'ada', by: [1, 2] },
    ],
    { causes: 2, fromDeed: 2, reason: 'same_agent' },
  ],
  [
    'quickest',
    [{}, { by: [0] }, { by: [0] }, { by: [1, 2] }],
    { causes: 2, fromDeed: 2, reason: 'quickest' },
  ],
])('names why a chain takes one of several causes: %s', (reason, given, expected) => {
  const from = reason === 'only_way' ? [0, 2, 3] : [0, 1, 2, 3];
  expect(fork(given, [0, 2, 3], from)).toEqual(expected);
});

it('names an event that stands out more than the other causes', () => {
  const given = [{}, { by: [0] }, { by: [0] }, { by: [1, 2] }];
  const unusual = new Map([
    [1, 0.4],
    [2, 0.9],
  ]);
  expect(fork(given, [0, 2, 3], [0, 1, 2, 3], unusual)?.reason).toBe('stands_out');
});
