import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryLinks, neighboursIn, parseLinks } from '../testing/causal-links';
import type { CausalLink } from './causal-link';
import { findPaths } from './find-paths';

async function find(text: string, options = {}): Promise<string> {
  const { paths, truncated } = await findPaths(neighboursIn(parseLinks(text)), 'a', 'z', options);
  const written = paths.map((path) => path.join('')).join(' ');
  return truncated ? `${written} …` : written;
}

describe('findPaths', () => {
  it.each([
    ['one link', 'a>z', 'az'],
    ['a line', 'a>b b>c c>z', 'abcz'],
    ['a diamond', 'a>b a>c b>z c>z', 'abz acz'],
    ['the shorter first', 'a>b b>c c>z a>z b>z', 'az abz abcz'],
    ['none the other way round', 'z>a', ''],
    ['none at all', 'a>b y>z', ''],
    ['once round no cycle', 'a>b b>a b>z z>b z>a', 'abz'],
    ['through a cycle both ways', 'a>b a>c b>c c>b b>z c>z', 'abz acz acbz abcz'],
    ['past self-causes', 'a>a a>b b>b b>z z>z', 'abz'],
  ])('finds %s', async (_, links, expected) => {
    expect(await find(links)).toBe(expected);
  });

  it('finds an event from itself, by no link', async () => {
    const found = await findPaths(neighboursIn(parseLinks('a>b b>a')), 'a', 'a');
    expect(found).toEqual({ paths: [['a']], links: [], truncated: false });
  });

  it('returns at most the given number of paths, and reports that there are more', async () => {
    const links = 'a>b a>c a>d b>z c>z d>z a>e e>f f>z';
    expect(await find(links, { limit: 3 })).toBe('abz acz adz …');
    expect(await find(links, { limit: 4 })).toBe('abz acz adz aefz');
  });

  it('keeps to the length', async () => {
    const links = 'a>b b>c c>z a>z';
    expect(await find(links, { maxLength: 2 })).toBe('az');
    expect(await find(links, { maxLength: 3 })).toBe('az abcz');
  });

  it('reads at most the given number of events, and reports that', async () => {
    const wide = Array.from({ length: 500 }, (_, i) => `a>b${String(i)} b${String(i)}>c`).join(' ');
    const back = Array.from({ length: 500 }, (_, i) => `y>y${String(i)} y${String(i)}>z`).join(' ');
    expect(await find(`${wide} ${back} c>y`, { maxEvents: 100 })).toBe(' …');
    expect(await find(`${wide} ${back} c>y`, { limit: 1 })).toMatch(/^ab\d+cyy\d+z …$/);
  });

  it('stops once no level can bring a shorter one', async () => {
    const fan = Array.from({ length: 20 }, (_, i) => `a>b${String(i)} b${String(i)}>z`).join(' ');
    const beyond = Array.from({ length: 50 }, (_, i) => `z${String(i)}>a z>c${String(i)}`).join(
      ' ',
    );
    let asked = 0;
    const answer = neighboursIn(parseLinks(`${fan} ${beyond}`));
    await findPaths((...question) => ((asked += 1), answer(...question)), 'a', 'z', { limit: 5 });
    expect(asked).toBe(2);
  });

  it('is not lost among cycles: every event linked with every other', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `n${String(i)}`);
    const all = ['a', ...ids, 'z'];
    const links = parseLinks(all.flatMap((one) => all.map((other) => `${one}>${other}`)).join(' '));
    const found = await findPaths(neighboursIn(links), 'a', 'z', { limit: 100, maxLength: 200 });
    expect(found.paths).toHaveLength(100);
    expect(found.paths.map((path) => path.length - 1)).toEqual([
      1,
      ...ids.map(() => 2),
      ...Array.from({ length: 39 }, () => 3),
    ]);
    expect(found.truncated).toBe(true);
  });

  it('finds, on any graph, the same as an exhaustive search', async () => {
    const anyOptions = fc.record({
      maxLength: fc.integer({ min: 1, max: 8 }),
      limit: fc.integer({ min: 1, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(arbitraryLinks, anyOptions, async (links, options) => {
        const found = await findPaths(neighboursIn(links), 'a', 'b', options);
        const all = everyPath(links, 'b', ['a']).filter(
          (path) => path.length <= options.maxLength + 1,
        );
        const lengths = all.map((path) => path.length).sort((a, b) => a - b);
        expect(found.paths.map((path) => path.length)).toEqual(lengths.slice(0, options.limit));
        expect(all.map(String)).toEqual(expect.arrayContaining(found.paths.map(String)));
        expect(new Set(found.paths.map(String)).size).toBe(found.paths.length);
        expect(found.truncated).toBe(all.length > options.limit);
        const steps = found.paths.flatMap((path) =>
          path.slice(1).map((effect, at) => `${path[at] ?? ''}>${effect}`),
        );
        expect(found.links.map(({ cause, effect }) => `${cause}>${effect}`).sort()).toEqual(
          [...new Set(steps)].sort(),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

/** The naive definition: extend the path by every link that leads to an event it has not visited. */
function everyPath(
  links: readonly CausalLink[],
  to: string,
  path: readonly string[],
): readonly (readonly string[])[] {
  const last = path.at(-1);
  if (last === to) return [path];
  const next = new Set(links.filter(({ cause }) => cause === last).map(({ effect }) => effect));
  return [...next]
    .filter((effect) => !path.includes(effect))
    .flatMap((effect) => everyPath(links, to, [...path, effect]));
}
