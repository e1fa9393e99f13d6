import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CausalLink } from '@/lib/causality/causal-link';
import { assignLayers } from '../graph/assign-layers';
import { buildColumns } from './build-columns';
import { CARD_GAP, CARD_HEIGHT, LAYER_WIDTH } from './card-size';
import { layoutGraph } from './layout-graph';
import { countCrossings, orderColumns } from './order-columns';
import { walkGraph } from './walk-graph';

/** `'a>b b>x'`: a is a cause of b, and b of x. The selected event is x. */
function graph(text: string) {
  const links = text
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair): CausalLink => {
      const [cause = '', effect = ''] = pair.split('>');
      return { cause, effect, origin: 'declared' };
    });
  return graphOf(links);
}

function graphOf(links: readonly CausalLink[], more: readonly string[] = []) {
  const ids = new Set(['x', ...links.flatMap(({ cause, effect }) => [cause, effect]), ...more]);
  return { selectedId: 'x', nodeIds: [...ids], links };
}

describe('assignLayers', () => {
  it.each([
    ['an event alone', '', { x: 0 }],
    ['a line', 'a>b b>x x>y y>z', { a: -2, b: -1, x: 0, y: 1, z: 2 }],
    ['a diamond', 'a>b a>c b>x c>x', { a: -2, b: -1, c: -1, x: 0 }],
    ['a direct cause beside the event', 'a>x a>b b>x', { a: -1, b: -1, x: 0 }],
    ['a direct effect beside the event', 'x>a a>b x>b', { x: 0, a: 1, b: 1 }],
    [
      'a short and a long way, by the long one',
      'a>b b>c c>x a>d d>x',
      { a: -3, b: -2, c: -1, d: -1, x: 0 },
    ],
    ['a link past the event', 'a>x x>b a>b', { a: -1, x: 0, b: 1 }],
    ['an event that causes itself', 'x>x', { x: 0 }],
    ['a two-cycle with the event', 'a>x x>a', { a: -1, x: 0 }],
    ['a cycle among causes', 'b>a a>b a>x', { b: -2, a: -1, x: 0 }],
    ['a cycle through the event', 'a>x b>a c>b x>c', { c: 1, b: -2, a: -1, x: 0 }],
    ['a cause of an effect only', 'x>y m>y', { x: 0, m: 0, y: 1 }],
    ['an effect of a cause only', 'a>x a>s', { a: -1, x: 0, s: 0 }],
  ])('places %s', (_, text, expected) => {
    expect(Object.fromEntries(assignLayers(graph(text)))).toEqual(expected);
  });

  it('puts direct causes and effects next to the event, and leads every other link to a higher layer', () => {
    fc.assert(
      fc.property(anyAcyclicLinks, (links) => {
        const { upstream, downstream, reachable } = connected(links);
        const layers = assignLayers(graphOf(reachable));
        const directCauses = reachable.flatMap((link) => (link.effect === 'x' ? link.cause : []));
        const directEffects = reachable.flatMap((link) => (link.cause === 'x' ? link.effect : []));
        for (const id of directCauses) expect(layers.get(id)).toBe(-1);
        for (const id of directEffects) expect(layers.get(id)).toBe(1);
        for (const { cause, effect } of reachable) {
          if (effect !== 'x' && directCauses.includes(cause)) continue;
          if (cause !== 'x' && directEffects.includes(effect)) continue;
          expect(layers.get(effect)).toBeGreaterThan(layers.get(cause) ?? Infinity);
        }
        for (const id of upstream) expect(layers.get(id)).toBeLessThan(0);
        for (const id of downstream) expect(layers.get(id)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('orderColumns', () => {
  it('untangles a graph that can be drawn without crossings', () => {
    const tangled = graph('a>d b>e c>f f>x e>x d>x a>e');
    const { columns } = buildColumns(assignLayers(tangled), tangled.links);
    columns[0]?.reverse();
    columns[0]?.forEach((cell, order) => (cell.order = order));
    expect(countCrossings(columns)).toBeGreaterThan(0);
    orderColumns(columns);
    expect(countCrossings(columns)).toBe(0);
  });

  it('never draws more crossings than there were', () => {
    fc.assert(
      fc.property(anyLinks, (links) => {
        const given = graphOf(links);
        const { columns } = buildColumns(assignLayers(given), links);
        const before = countCrossings(columns);
        orderColumns(columns);
        expect(countCrossings(columns)).toBeLessThanOrEqual(before);
      }),
    );
  });
});

describe('layoutGraph', () => {
  it('places the selected event at the origin', () => {
    const { nodes } = layoutGraph(graph('a>x b>x x>c'));
    expect(nodes.find((node) => node.id === 'x')).toEqual({ id: 'x', layer: 0, x: 0, y: 0 });
  });

  it('places every node once and routes every link, on any graph', () => {
    fc.assert(
      fc.property(anyLinks, (links) => {
        const given = graphOf(links, ['alone']);
        const layout = layoutGraph(given);
        expect(layout.nodes.map((node) => node.id).sort()).toEqual([...given.nodeIds].sort());
        expect(layout.links.map(({ link }) => link)).toEqual(links);
        for (const { path } of layout.links) expect(path).toMatch(/^M[-\d.,CL ]+$/);
      }),
    );
  });

  it('keeps cards of a layer apart, on any graph', () => {
    fc.assert(
      fc.property(anyLinks, (links) => {
        const { nodes } = layoutGraph(graphOf(links));
        nodes.forEach((node, i) => {
          const next = nodes[i + 1];
          if (next?.layer !== node.layer) return;
          expect(next.y - node.y).toBeGreaterThan(CARD_HEIGHT);
        });
      }),
    );
  });

  it('puts a lone cause level with its effect', () => {
    const { nodes } = layoutGraph(graph('a>b b>x x>c c>d'));
    expect(nodes.map((node) => Math.round(node.y))).toEqual([0, 0, 0, 0, 0]);
  });

  it('keeps the cards beside the selected one together, level with it', () => {
    const links = ['a', 'b', 'c'].map((id) => `${id}>x`);
    const past = ['d', 'e', 'f', 'g'].flatMap((id) => [`${id}>a`, `${id}>y`, `x>y`]);
    const { nodes } = layoutGraph(graph([...new Set([...links, ...past])].join(' ')));
    const near = nodes.filter(({ layer }) => layer === -1);
    const step = CARD_HEIGHT + CARD_GAP;
    expect(near.map(({ y }) => y)).toEqual([-step, 0, step]);
  });

  it('stacks the cards of every column where it is compact', () => {
    const { nodes } = layoutGraph({ ...graph('a>b b>x c>x d>x a>y x>y'), isCompact: true });
    const step = CARD_HEIGHT + CARD_GAP;
    expect(nodes.map(({ layer, y }) => [layer, y])).toEqual([
      ...[[-2, 0]],
      ...[-step, 0, step].map((y) => [-1, y]),
      ...[[0, 0]],
      ...[[1, 0]],
    ]);
  });

  it('draws links between two causes beside their cards', () => {
    const { links } = layoutGraph(graph('a>x b>x a>b c>d d>a b>c'));
    const of = (cause: string, effect: string) =>
      links.find(({ link }) => link.cause === cause && link.effect === effect);
    const inColumn = of('a', 'b');
    expect(inColumn?.box.right).toBe(-LAYER_WIDTH);
    // From the nearer cause back to one further away.
    expect(of('b', 'c')?.path).toMatch(new RegExp(`^M${String(-LAYER_WIDTH)},`));
  });

  it('returns the bounds of the cards', () => {
    const { bounds, nodes } = layoutGraph(graph('a>x b>x'));
    expect(bounds.left).toBe(Math.min(...nodes.map((node) => node.x)));
    expect(bounds.bottom - bounds.top).toBeGreaterThan(2 * CARD_HEIGHT);
  });

  it('lays out a thousand events and three thousand links', () => {
    const links = Array.from({ length: 3000 }, (_, i): CausalLink => {
      const effect = i % 999;
      const cause = effect + 1 + ((i * 7919) % 60);
      return { cause: name(Math.min(cause, 999)), effect: name(effect), origin: 'declared' };
    });
    const layout = layoutGraph(graphOf(links));
    expect(layout.nodes).toHaveLength(1000);
    expect(layout.links).toHaveLength(3000);
  });
});

describe('walkGraph', () => {
  const layout = layoutGraph(graph('a>x b>x x>c x>d d>e x>x'));

  it('goes to a cause, to an effect, and along a layer', () => {
    const [top, bottom] = layout.nodes.filter((node) => node.layer === -1).map((node) => node.id);
    expect(walkGraph(layout, 'x', 'to-cause')?.layer).toBe(-1);
    expect(walkGraph(layout, 'x', 'to-effect')?.layer).toBe(1);
    expect(walkGraph(layout, 'e', 'to-cause')?.id).toBe('d');
    expect(walkGraph(layout, top ?? '', 'down')?.id).toBe(bottom);
    expect(walkGraph(layout, bottom ?? '', 'up')?.id).toBe(top);
  });

  it('stays where there is no way on', () => {
    expect(walkGraph(layout, 'e', 'to-effect')).toBeUndefined();
    expect(walkGraph(layout, 'a', 'to-cause')).toBeUndefined();
    expect(walkGraph(layout, 'x', 'up')).toBeUndefined();
    expect(walkGraph(layout, 'no such event', 'down')).toBeUndefined();
  });
});

function name(i: number): string {
  return i === 0 ? 'x' : `n${String(i)}`;
}

const anyId = fc.constantFrom('x', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const anyLinks: fc.Arbitrary<CausalLink[]> = fc.uniqueArray(
  fc.record({ cause: anyId, effect: anyId, origin: fc.constant('declared' as const) }),
  { maxLength: 25, selector: ({ cause, effect }) => `${cause}>${effect}` },
);
/** Links from a name to one later in the alphabet; x is in the middle. */
const anyAcyclicLinks = anyLinks.map((links) => {
  const rank = (id: string) => 'abcdxefgh'.indexOf(id);
  return links.filter(({ cause, effect }) => rank(cause) < rank(effect));
});

/** The events upstream and downstream of x, and the links between them. */
function connected(links: readonly CausalLink[]) {
  const follow = (from: 'cause' | 'effect', to: 'cause' | 'effect') => {
    const found = new Set(['x']);
    for (const id of found) {
      for (const link of links) if (link[from] === id) found.add(link[to]);
    }
    found.delete('x');
    return found;
  };
  const upstream = follow('effect', 'cause');
  const downstream = follow('cause', 'effect');
  const ids = new Set(['x', ...upstream, ...downstream]);
  const reachable = links.filter(({ cause, effect }) => ids.has(cause) && ids.has(effect));
  return { upstream, downstream, reachable };
}
