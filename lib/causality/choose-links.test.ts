import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryLinks, neighboursIn, parseLinks } from '../testing/causal-links';
import type { CausalLink } from './causal-link';
import { chooseLinks } from './choose-links';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

function infer(links: readonly CausalLink[]): readonly CausalLink[] {
  return links.map(({ cause, effect }) => ({
    ...{ cause, effect },
    ...{ origin: 'inferred', rule: 'decision_before_action' },
  }));
}

function findersOf(declared: readonly CausalLink[], inferred: readonly CausalLink[]) {
  return {
    declared: neighboursIn(declared),
    declaring: async (ids: readonly string[]) =>
      new Set(ids.filter((id) => declared.some(({ effect }) => effect === id))),
    inferred: neighboursIn(infer(inferred)),
  };
}

describe('chooseLinks', () => {
  it('infers nothing for an event that declares a cause, and all for one that does not', async () => {
    const finders = findersOf(parseLinks('gone>b'), parseLinks('a>b a>c'));
    for (const direction of ['causes', 'effects'] as const) {
      const all = await chooseLinks(finders, 'all')(IDS, direction, 100);
      expect(all.filter(({ origin }) => origin === 'inferred')).toEqual(infer(parseLinks('a>c')));
    }
  });

  it('follows declared links when nothing else is asked for', () => {
    const finders = findersOf([], []);
    expect(chooseLinks(finders)).toBe(finders.declared);
  });

  it('gives by `all` what it gives by the others, no pair twice, whichever way it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryLinks,
        arbitraryLinks,
        fc.constantFrom('causes' as const, 'effects' as const),
        fc.subarray(IDS),
        async (declaredLinks, inferredLinks, direction, ids) => {
          const finders = findersOf(declaredLinks, inferredLinks);
          const find = (choice: 'declared' | 'inferred' | 'all') =>
            chooseLinks(finders, choice)(ids, direction, 1000);
          const [declared, inferred, all] = await Promise.all([
            find('declared'),
            find('inferred'),
            find('all'),
          ]);
          expect(all).toEqual([...declared, ...inferred]);
          expect(declared.every(({ origin }) => origin === 'declared')).toBe(true);
          const pairs = new Set(declared.map(({ cause, effect }) => `${cause}>${effect}`));
          expect(inferred.filter(({ cause, effect }) => pairs.has(`${cause}>${effect}`))).toEqual(
            [],
          );
        },
      ),
    );
  });

  it('gives no more than are asked for', async () => {
    const finders = findersOf(parseLinks('a>b a>c'), parseLinks('a>d a>e'));
    for (const limit of [1, 2, 3]) {
      expect(await chooseLinks(finders, 'all')(['a'], 'effects', limit)).toHaveLength(limit);
    }
  });
});
