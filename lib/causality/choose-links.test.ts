import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryLinks, neighboursIn, parseLinks } from '../testing/causal-links';
import type { CausalLink } from './causal-link';
import { chooseLinks } from './choose-links';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

function infer(links: readonly CausalLink[]): readonly CausalLink[] {
  return links.map(({ cause, effect }) => ({
    cause,
    effect,
    origin: 'inferred',
    rule: 'decision_before_action',
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
  it('infers nothing for an event that declares a cause, and all causes for an event without any', async () => {
    const finders = findersOf(parseLinks('gone>b'), parseLinks('a>b a>c'));
    for (const direction of ['causes', 'effects'] as const) {
      const all = await chooseLinks(finders, 'all')(IDS, direction, 100);
      expect(all.filter(({ origin }) => origin === 'inferred')).toEqual(infer(parseLinks('a>c')));
    }
  });

  it('follows declared links by default', () => {
    const finders = findersOf([], []);
    expect(chooseLinks(finders)).toBe(finders.declared);
  });

  it('returns for `all` the union of the others, without duplicate pairs, in both directions', async () => {
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

  it('returns no more links than the limit', async () => {
    const finders = findersOf(parseLinks('a>b a>c'), parseLinks('a>d a>e'));
    for (const limit of [1, 2, 3]) {
      expect(await chooseLinks(finders, 'all')(['a'], 'effects', limit)).toHaveLength(limit);
    }
  });
});
