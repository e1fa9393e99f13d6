import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNHURRIED } from '../causality/pace';
import { GRAPH_ROLES, type EventGraph } from './analysed-run';
import { findChains } from './find-chains';
import { forwardLinks, rankInfluence } from './rank-influence';

const BOUNDARY = GRAPH_ROLES.indexOf('boundary');

/** Graphs of up to 40 events, some of them boundaries, each in a turn of its own. */
const arbitraryGraph = fc
  .integer({ min: 1, max: 40 })
  .chain((count) =>
    fc.record({
      count: fc.constant(count),
      roles: fc.array(fc.constantFrom(0, 0, 0, 0, BOUNDARY), {
        minLength: count,
        maxLength: count,
      }),
      links: fc.uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), {
        maxLength: 80,
        selector: ([cause, effect]) => cause * count + effect,
      }),
    }),
  )
  .map(({ count, roles, links }): EventGraph => {
    const places = Array.from({ length: count }, (_, place) => place);
    return {
      count,
      place: places,
      turn: places,
      matches: new Uint8Array(count).fill(1),
      role: Uint8Array.from(roles),
      causes: Uint32Array.from(links, ([cause]) => cause),
      effects: Uint32Array.from(links, ([, effect]) => effect),
      isCut: false,
    };
  });

function followersOf(graph: EventGraph, event: number): ReadonlySet<number> {
  const found = new Set<number>();
  const waiting = [event];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [at, cause] of graph.causes.entries()) {
      const effect = graph.effects[at] ?? 0;
      const isKept = cause < effect && ![cause, effect].some((one) => graph.role[one] === BOUNDARY);
      if (cause !== next || !isKept || found.has(effect)) continue;
      found.add(effect);
      waiting.push(effect);
    }
  }
  return found;
}

describe('the influence of events', () => {
  it('is the number of events that follow, as a walk counts them', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph, async (graph) => {
        const links = await forwardLinks(graph, UNHURRIED);
        const ranked = await rankInfluence(graph, links, 100, UNHURRIED);
        const expected = Array.from({ length: graph.count }, (_, event) => ({
          event,
          followers: followersOf(graph, event).size,
        }))
          .filter(({ event, followers }) => followers > 0 && graph.role[event] === 0)
          .sort((a, b) => b.followers - a.followers || a.event - b.event);
        expect(ranked).toEqual(expected);
      }),
      { seed: 5 },
    );
  });
});

describe('the longest chains', () => {
  it('follow links, share no event, and the first is as long as any', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph, async (graph) => {
        const links = await forwardLinks(graph, UNHURRIED);
        const chains = await findChains(graph, links, 5, UNHURRIED);
        const depths = new Array<number>(graph.count).fill(0);
        for (let effect = 0; effect < graph.count; effect++) {
          for (let cause = 0; cause < effect; cause++) {
            const isLinked = links.effects
              .subarray(links.starts[cause], links.starts[cause + 1])
              .includes(effect);
            if (isLinked) depths[effect] = Math.max(depths[effect] ?? 0, (depths[cause] ?? 0) + 1);
          }
        }
        const longest = Math.max(...depths);
        expect(chains[0]?.length ?? 1).toBe(longest + 1);
        expect(new Set(chains.flat()).size).toBe(chains.flat().length);
        for (const chain of chains) {
          for (const [at, effect] of chain.entries()) {
            if (at === 0) continue;
            const cause = chain[at - 1] ?? 0;
            expect(
              links.effects.subarray(links.starts[cause], links.starts[cause + 1]).includes(effect),
            ).toBe(true);
          }
        }
      }),
      { seed: 6 },
    );
  });
});
