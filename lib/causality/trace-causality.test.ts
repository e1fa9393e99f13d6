import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CausalLink } from './causal-link';
import { arbitraryLinks, neighboursIn, parseLinks } from '../testing/causal-links';
import { traceCausality } from './trace-causality';

function write(found: readonly CausalLink[]): string {
  return found
    .map(({ cause, effect }) => `${cause}>${effect}`)
    .sort()
    .join(' ');
}

interface Example {
  readonly name: string;
  readonly given: string;
  readonly depth?: number;
  readonly upstream: string;
  readonly downstream: string;
  readonly links?: string;
}

const EXAMPLES: readonly Example[] = [
  { name: 'an event with no links', given: '', upstream: '', downstream: '' },
  { name: 'a line', given: 'a>b b>x x>y y>z', upstream: 'b a', downstream: 'y z' },
  { name: 'a diamond', given: 'a>b a>c b>x c>x', upstream: 'b c a', downstream: '' },
  { name: 'several parents', given: 'a>x b>x c>x', upstream: 'a b c', downstream: '' },
  { name: 'a nearer and a further way', given: 'a>x a>b b>x', upstream: 'a b', downstream: '' },
  { name: 'an event that names itself', given: 'x>x', upstream: '', downstream: '' },
  { name: 'a cause that names itself', given: 'a>a a>x', upstream: 'a', downstream: '' },
  { name: 'two events that cause each other', given: 'a>x x>a', upstream: 'a', downstream: 'a' },
  { name: 'a cycle of three', given: 'a>x b>a x>b', upstream: 'a b', downstream: 'b a' },
  { name: 'a link past the event', given: 'a>x x>b a>b', upstream: 'a', downstream: 'b' },
  {
    name: 'a chain longer than the depth',
    given: 'a>b b>c c>x x>d d>e e>f',
    depth: 2,
    upstream: 'c b',
    downstream: 'd e',
    links: 'b>c c>x d>e x>d',
  },
  {
    name: 'a cycle closed at the depth',
    given: 'a>b b>x b>a',
    depth: 2,
    upstream: 'b a',
    downstream: '',
  },
  { name: 'a link given twice', given: 'a>x a>x', upstream: 'a', downstream: '', links: 'a>x' },
];

describe('traceCausality', () => {
  it.each(EXAMPLES)('follows $name', async (example) => {
    const all = parseLinks(example.given);
    const trace = await traceCausality(neighboursIn(all), 'x', { depth: example.depth ?? 5 });
    expect(trace.upstream.join(' ')).toBe(example.upstream);
    expect(trace.downstream.join(' ')).toBe(example.downstream);
    expect(write(trace.links)).toBe(example.links ?? write(all));
    expect(trace.truncated).toBe(false);
  });

  it('reads once per level and direction, and once more for links between the found events', async () => {
    const asked: string[] = [];
    const answer = neighboursIn(parseLinks('a>b b>x x>y y>z'));
    await traceCausality(
      (ids, direction, limit) => {
        asked.push(`${direction} of ${ids.join(' ')}`);
        return answer(ids, direction, limit);
      },
      'x',
      { depth: 2 },
    );
    expect(asked).toEqual([
      'causes of x',
      'effects of x',
      'causes of b',
      'effects of y',
      'causes of a',
      'causes of a y z',
    ]);
  });

  it('ends at the end of a chain, however deep it may go', async () => {
    let calls = 0;
    const answer = neighboursIn(parseLinks('a>x'));
    await traceCausality((...asked) => ((calls += 1), answer(...asked)), 'x', { depth: 1000 });
    expect(calls).toBeLessThan(5);
  });

  it('keeps the nearest of a chain beyond its bound', async () => {
    const chain = parseLinks(
      Array.from({ length: 50 }, (_, i) => `${String(i)}>${String(i + 1)}`).join(' '),
    );
    const trace = await traceCausality(neighboursIn(chain), '50', { depth: 20, maxEvents: 3 });
    expect(trace).toMatchObject({ upstream: ['49', '48', '47'], downstream: [], truncated: true });
    expect(write(trace.links)).toBe('47>48 48>49 49>50');
  });

  it('is not truncated when the bound is met exactly', async () => {
    const given = neighboursIn(parseLinks('a>x x>b'));
    expect(await traceCausality(given, 'x', { depth: 5, maxEvents: 2 })).toMatchObject({
      upstream: ['a'],
      downstream: ['b'],
      truncated: false,
    });
    expect(await traceCausality(given, 'x', { depth: 5, maxEvents: 1 })).toMatchObject({
      truncated: true,
    });
  });

  it('leaves room for causes beside a wide fan of effects', async () => {
    const fan = Array.from({ length: 5000 }, (_, i) => `x>effect-${String(i)}`).join(' ');
    const trace = await traceCausality(neighboursIn(parseLinks(`a>b b>x ${fan}`)), 'x', {
      depth: 5,
    });
    expect(trace.upstream[0]).toBe('b');
    expect(trace.downstream).toHaveLength(999);
    expect(trace.truncated).toBe(true);
  });

  it('is truncated when a read returned too many links', async () => {
    const fan = Array.from({ length: 2000 }, (_, i) => `x>effect-${String(i)}`).join(' ');
    const all = neighboursIn(parseLinks(fan));
    const trace = await traceCausality(
      async (ids, direction, limit) => (await all(ids, direction, limit)).slice(0, limit),
      'x',
      { depth: 1, maxEvents: 100 },
    );
    expect(trace.downstream).toHaveLength(100);
    expect(trace.truncated).toBe(true);
  });

  it('names events whose causes are not all upstream', async () => {
    const given = neighboursIn(parseLinks('a>b b>c c>x d>x d>b x>y'));
    const unfollowed = async (options: { depth: number; maxEvents?: number }) =>
      (await traceCausality(given, 'x', options)).unfollowed;
    expect(await unfollowed({ depth: 1 })).toEqual(['c']);
    expect(await unfollowed({ depth: 2 })).toEqual(['b']);
    expect(await unfollowed({ depth: 3 })).toEqual([]);
    expect(await unfollowed({ depth: 3, maxEvents: 2 })).toEqual(['x', 'c']);
  });

  it('shares the bound when both sides are wide', async () => {
    const ids = Array.from({ length: 5000 }, (_, i) => String(i));
    const wide = ids.map((i) => `cause-${i}>x x>effect-${i}`).join(' ');
    const trace = await traceCausality(neighboursIn(parseLinks(wide)), 'x', { depth: 5 });
    expect(trace.upstream).toHaveLength(500);
    expect(trace.downstream).toHaveLength(500);
    expect(trace.links).toHaveLength(1000);
  });

  it('finds the same as following every path, on any graph', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLinks, fc.integer({ min: 0, max: 6 }), async (all, depth) => {
        const trace = await traceCausality(neighboursIn(all), 'a', { depth });
        const upstream = distances(all, 'a', depth, (link) => [link.effect, link.cause]);
        const downstream = distances(all, 'a', depth, (link) => [link.cause, link.effect]);
        expect([...trace.upstream].sort()).toEqual([...upstream.keys()].sort());
        expect([...trace.downstream].sort()).toEqual([...downstream.keys()].sort());
        expect(isNearestFirst(trace.upstream, upstream)).toBe(true);
        expect(isNearestFirst(trace.downstream, downstream)).toBe(true);
        expect(trace.truncated).toBe(false);
        if (depth > 0) {
          const chain = new Set(['a', ...upstream.keys(), ...downstream.keys()]);
          const among = all.filter((link) => chain.has(link.cause) && chain.has(link.effect));
          expect(write(trace.links)).toBe([...new Set(write(among).split(' '))].join(' '));
        }
      }),
    );
  });

  it('keeps to its bound and reports it, on any graph', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLinks, fc.integer({ min: 0, max: 8 }), async (all, maxEvents) => {
        const find = neighboursIn(all);
        const whole = await traceCausality(find, 'a', { depth: 6 });
        const bounded = await traceCausality(find, 'a', { depth: 6, maxEvents });
        const wanted = whole.upstream.length + whole.downstream.length;
        const found = bounded.upstream.length + bounded.downstream.length;
        expect(found).toBe(Math.min(wanted, maxEvents));
        expect(bounded.truncated).toBe(wanted > maxEvents);
      }),
    );
  });
});

/** The naive definition: walk every path of up to `depth` links. The distance is the length of the shortest walk. */
function distances(
  all: readonly CausalLink[],
  eventId: string,
  depth: number,
  ends: (link: CausalLink) => readonly [from: string, to: string],
): ReadonlyMap<string, number> {
  const nearest = new Map<string, number>();
  const walk = (from: string, distance: number): void => {
    if (distance > depth) return;
    for (const [start, end] of all.map(ends)) {
      if (start !== from || end === eventId) continue;
      if ((nearest.get(end) ?? Infinity) <= distance) continue;
      nearest.set(end, distance);
      walk(end, distance + 1);
    }
  };
  walk(eventId, 1);
  return nearest;
}

function isNearestFirst(ids: readonly string[], distance: ReadonlyMap<string, number>): boolean {
  const sequence = ids.map((id) => distance.get(id) ?? Infinity);
  return sequence.every((d, i) => d >= (sequence[i - 1] ?? 0));
}
