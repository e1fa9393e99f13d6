import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UNHURRIED } from '../causality/pace';
import type { Deeds } from './analysed-run';
import { findLoops } from './find-loops';

function deedsOf(kinds: readonly number[], agents = kinds.map(() => 0)): Deeds {
  return {
    agents: ['ada', 'ben'],
    kinds: ['a', 'b', 'c', 'd'],
    agent: agents,
    type: kinds.map(() => 1),
    kind: kinds,
    turn: kinds.map((_, at) => at + 1),
    place: kinds.map((_, at) => at),
    isCut: false,
  };
}

it('finds a sequence that is repeated four times, and its turns', async () => {
  const loops = await findLoops(deedsOf([2, 0, 1, 0, 1, 0, 1, 0, 1, 3]), UNHURRIED);
  expect(loops).toEqual([
    {
      ...{ agent: 'ada', type: 'ACTION', kinds: ['a', 'b'], rounds: 4 },
      ...{ firstTurn: 2, lastTurn: 9, place: 1 },
    },
  ]);
  expect(await findLoops(deedsOf([0, 1, 0, 1, 0, 1, 2]), UNHURRIED)).toEqual([]);
});

it('does not join the deeds of two agents', async () => {
  const loops = await findLoops(deedsOf([0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 1, 1]), UNHURRIED);
  expect(loops).toEqual([]);
});

it('finds planted loops in any sequence, and only true ones', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { maxLength: 30 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 4, max: 8 }),
      async (before, round, rounds) => {
        const kinds = [...before, ...Array.from({ length: rounds }, () => round).flat()];
        const loops = await findLoops(deedsOf(kinds), UNHURRIED);
        const letters = 'abcd';
        const text = kinds.map((kind) => letters[kind]).join('');
        for (const loop of loops) {
          expect(text.startsWith(loop.kinds.join('').repeat(loop.rounds), loop.place)).toBe(true);
        }
        const end = kinds.length;
        const covers = loops.some(
          ({ place, kinds: own, rounds: n }) =>
            place <= before.length && place + own.length * (n + 1) > end,
        );
        expect(covers).toBe(true);
      },
    ),
    { seed: 7 },
  );
});
