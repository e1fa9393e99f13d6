import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryLinks, neighboursIn, parseLinks } from '../testing/causal-links';
import { analyseChain, type ChainAnalysis } from './analyse-chain';
import { traceCausality } from './trace-causality';

async function analyse(text: string, depth = 20): Promise<ChainAnalysis> {
  const trace = await traceCausality(neighboursIn(parseLinks(text)), 'x', { depth });
  return analyseChain('x', trace);
}

interface Example {
  readonly name: string;
  readonly given: string;
  readonly depth?: number;
  readonly roots: string;
  readonly dominators: string;
  readonly longest: string;
  readonly influence: string;
}

const EXAMPLES: readonly Example[] = [
  { name: 'an event alone', given: '', roots: '', dominators: '', longest: 'x', influence: 'x0' },
  {
    name: 'a line',
    given: 'a>b b>x x>y',
    roots: 'a',
    dominators: 'a b',
    longest: 'a b x',
    influence: 'x1 b2 a3 y0',
  },
  {
    name: 'a diamond',
    given: 'a>b a>c b>x c>x',
    roots: 'a',
    dominators: 'a',
    longest: 'a b x',
    influence: 'x0 b1 c1 a3',
  },
  {
    name: 'a diamond behind a neck',
    given: 'a>b a>c b>n c>n n>x',
    roots: 'a',
    dominators: 'a n',
    longest: 'a b n x',
    influence: 'x0 n1 b2 c2 a4',
  },
  {
    name: 'several parents',
    given: 'a>x b>x c>x',
    roots: 'a b c',
    dominators: '',
    longest: 'a x',
    influence: 'x0 a1 b1 c1',
  },
  {
    name: 'a short way and a long one',
    given: 'a>x a>b b>c c>x',
    roots: 'a',
    dominators: 'a',
    longest: 'a b c x',
    influence: 'x0 a3 c1 b2',
  },
  {
    name: 'an event that names itself',
    given: 'x>x a>a a>x',
    roots: 'a',
    dominators: 'a',
    longest: 'a x',
    influence: 'x0 a1',
  },
  {
    name: 'two events that cause each other',
    given: 'a>x x>a',
    roots: '',
    dominators: '',
    longest: 'a x',
    influence: 'x1 a1',
  },
  {
    name: 'a cycle that nothing led to, beside a root',
    given: 'a>b b>a b>x r>x',
    roots: 'r',
    dominators: '',
    longest: 'a b x',
    influence: 'x0 b2 r1 a2',
  },
  {
    name: 'a cycle on the way',
    given: 'r>a a>b b>a b>x',
    roots: 'r',
    dominators: 'r a b',
    longest: 'r a b x',
    influence: 'x0 b2 a2 r3',
  },
  {
    name: 'causes beyond the depth, which are not roots',
    given: 'a>b b>c c>x d>x',
    depth: 2,
    roots: 'd',
    dominators: '',
    longest: 'b c x',
    influence: 'x0 c1 d1 b2',
  },
  {
    name: 'a chain that only begins beyond the depth',
    given: 'a>b b>c c>x',
    depth: 2,
    roots: '',
    dominators: 'b c',
    longest: 'b c x',
    influence: 'x0 c1 b2',
  },
];

describe('analyseChain', () => {
  it.each(EXAMPLES)('analyses $name', async (example) => {
    const analysis = await analyse(example.given, example.depth);
    expect(analysis.roots.join(' ')).toBe(example.roots);
    expect(analysis.dominators.join(' ')).toBe(example.dominators);
    expect(analysis.longest_chain.join(' ')).toBe(example.longest);
    const influence = Object.entries(analysis.influence).map(([id, n]) => `${id}${String(n)}`);
    expect(influence.sort()).toEqual(example.influence.split(' ').sort());
  });

  it('analyses a chain of a thousand events like a short one', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => String(i));
    const links = parseLinks(
      ids
        .slice(1)
        .map((id) => `${String(Number(id) - 1)}>${id}`)
        .join(' '),
    );
    const upstream = ids.slice(0, -1).reverse();
    const analysis = analyseChain('999', { upstream, downstream: [], links, unfollowed: [] });
    expect(analysis.roots).toEqual(['0']);
    expect(analysis.dominators).toEqual(ids.slice(0, -1));
    expect(analysis.longest_chain).toEqual(ids);
    expect(analysis.influence['0']).toBe(999);
  });

  it('treats any id as an id', () => {
    const links = parseLinks('__proto__>constructor constructor>x');
    const upstream = ['constructor', '__proto__'];
    const analysis = analyseChain('x', { upstream, downstream: [], links, unfollowed: [] });
    expect(analysis.roots).toEqual(['__proto__']);
    expect(Object.entries(analysis.influence)).toEqual([
      ['x', 0],
      ['constructor', 1],
      ['__proto__', 2],
    ]);
  });

  it('holds on any graph to the plain definitions', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLinks, async (links) => {
        const trace = await traceCausality(neighboursIn(links), 'a', { depth: 20 });
        const analysis = analyseChain('a', trace);
        const { upstream, downstream } = trace;
        const pairs = links.filter(({ cause, effect }) => cause !== effect);
        const reach = (from: string, without?: string): ReadonlySet<string> => {
          const seen = new Set(from === without ? [] : [from]);
          for (const id of seen) {
            for (const { cause, effect } of pairs) {
              if (cause === id && effect !== without) seen.add(effect);
            }
          }
          return seen;
        };

        const isCaused = (id: string): boolean => pairs.some(({ effect }) => effect === id);
        expect(analysis.roots).toEqual(upstream.filter((id) => !isCaused(id)));

        // Beginnings: events whose only causes are their own effects, or none.
        const beginnings = ['a', ...upstream].filter((id) =>
          ['a', ...upstream].every((other) => !reach(other).has(id) || reach(id).has(other)),
        );
        const isNeeded = (id: string): boolean =>
          !beginnings.includes('a') && beginnings.every((from) => !reach(from, id).has('a'));
        expect([...analysis.dominators].sort()).toEqual(upstream.filter(isNeeded).sort());
        // First to last: every path leads through each of them in this order.
        for (const [at, id] of analysis.dominators.entries()) {
          const next = analysis.dominators[at + 1] ?? 'a';
          expect(beginnings.every((from) => !reach(from, id).has(next))).toBe(true);
        }

        const all = [...new Set(['a', ...upstream, ...downstream])];
        for (const id of all) {
          const known = all.filter((to) => reach(id).has(to));
          expect(analysis.influence[id]).toBe(known.length - 1);
        }

        const chain = analysis.longest_chain;
        expect(chain.at(-1)).toBe('a');
        expect(new Set(chain).size).toBe(chain.length);
        for (const [at, effect] of chain.slice(1).entries()) {
          expect(pairs.some((link) => link.cause === chain[at] && link.effect === effect)).toBe(
            true,
          );
        }
        // Without cycles this is the longest path.
        const isAcyclic = pairs.every(({ cause, effect }) => !reach(effect).has(cause));
        if (isAcyclic) expect(chain).toHaveLength(longest('a'));
        function longest(id: string): number {
          const causes = pairs.filter(({ effect }) => effect === id);
          return 1 + causes.reduce((most, { cause }) => Math.max(most, longest(cause)), 0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
