import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CausalLink } from '@/lib/causality/causal-link';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import { analyseGraph, sidesOf } from './analyse-graph';
import { causalGraph, type CausalGraph } from './causal-graph';
import { analysisHighlight, pathsHighlight, shownHighlight } from './highlight';
import { showGraph, type GraphChoice } from './show-graph';
import type { ShownGraph } from './shown-graph';
import { turnBands } from '../layout/turn-bands';
import { layoutGraph } from '../layout/layout-graph';

/** Capital letters are actions, small letters are states; the name is the `event_id`. */
function event(event_id: string, turn_number = 1): StoredEvent {
  const { event } = readEvent({
    event_id,
    timestamp: '2026-10-04T14:00:00+00:00',
    turn_number,
    event_type: event_id === event_id.toUpperCase() ? 'ACTION' : 'STATE',
    simulation_id: 'sim',
    agent_id: `agent of ${event_id}`,
  });
  if (event === undefined) throw new Error('not an event');
  return event;
}

/** `'a>b b~>x'`: a declared link from a to b, and an inferred link from b to x. The selected event is x. */
function graphOf(text: string, missing: readonly string[] = []): CausalGraph {
  const links = text.split(' ').map((pair): CausalLink => {
    const [cause = '', effect = ''] = pair.split(/~?>/);
    return pair.includes('~')
      ? { cause, effect, origin: 'inferred', rule: 'decision_before_action' }
      : { cause, effect, origin: 'declared' };
  });
  const ids = new Set(['x', ...links.flatMap(({ cause, effect }) => [cause, effect])]);
  const events = [...ids].filter((id) => !missing.includes(id)).map((id) => event(id));
  return causalGraph({
    event_id: 'x',
    event: event('x'),
    upstream: events,
    downstream: [],
    links,
    missing_causes: [...missing],
    missing: missing.map((event_id) => ({ event_id, reason: 'dropped' })),
    truncated: false,
  });
}

const NO_CHOICE: GraphChoice = {
  collapsed: new Set(),
  openGroups: new Set(),
  isHidden: () => false,
  single: new Set(),
};

function show(graph: CausalGraph, choice: Partial<GraphChoice> = {}): ShownGraph {
  return showGraph(graph, { ...NO_CHOICE, ...choice });
}

function hide(...ids: readonly string[]): Partial<GraphChoice> {
  return { isHidden: ({ event_id }) => ids.includes(event_id) };
}

function write({ links }: Pick<ShownGraph, 'links'>): string {
  return links
    .map((link) => {
      const count = link.origin === 'transitive' ? `(${String(link.hiddenCount)})` : '';
      return `${link.cause}>${link.effect}${count}`;
    })
    .sort()
    .join(' ');
}

describe('causalGraph', () => {
  it('keeps one link of two events, the declared one', () => {
    const { links } = graphOf('a~>x a>x');
    expect(links).toEqual([{ cause: 'a', effect: 'x', origin: 'declared' }]);
  });

  it('includes additional findings, each event once', () => {
    const chain = graphOf('a>x');
    const graph = causalGraph(
      {
        event_id: 'x',
        event: event('x'),
        upstream: [event('a')],
        downstream: [],
        links: chain.links,
        missing_causes: [],
        missing: [],
        truncated: false,
      },
      [
        {
          events: [event('a'), event('b')],
          links: [
            { cause: 'b', effect: 'a', origin: 'declared' },
            { cause: 'b', effect: 'nobody', origin: 'declared' },
          ],
          missing: [{ event_id: 'gone', reason: 'unknown' }],
        },
      ],
    );
    expect([...graph.nodes.keys()]).toEqual(['x', 'a', 'b', 'gone']);
    expect(write(graph)).toBe('a>x b>a');
  });
});

describe('hidden events', () => {
  it.each([
    ['a way through one', 'a>h h>x', ['h'], 'a>x(1)'],
    ['a way through two', 'a>h h>i i>x', ['h', 'i'], 'a>x(2)'],
    ['the shortest of two ways', 'a>h h>x a>i i>j j>x', ['h', 'i', 'j'], 'a>x(1)'],
    ['no way where the two are linked anyway', 'a>h h>x a>x', ['h'], 'a>x'],
    ['several ways out of one', 'a>h h>x h>c', ['h'], 'a>c(1) a>x(1)'],
    ['a cycle of hidden ones', 'a>h h>i i>h i>x', ['h', 'i'], 'a>x(2)'],
    ['nothing beyond an end', 'h>a a>x', ['h'], 'a>x'],
  ])('leave %s', (_, given, hidden, shown) => {
    expect(write(show(graphOf(given), hide(...hidden)))).toBe(shown);
  });

  it('make a way that is inferred in part no declared one', () => {
    const link = (given: string) => show(graphOf(given), hide('h')).links[0];
    expect(link('a>h h>x')).toMatchObject({ origin: 'transitive', isDeclared: true });
    expect(link('a>h h~>x')).toMatchObject({ origin: 'transitive', isDeclared: false });
  });

  it('never are the selected one, and take with them causes that only they name', () => {
    const shown = show(graphOf('gone>h h>x a>x', ['gone']), hide('h', 'x'));
    expect([...shown.nodes.keys()]).toEqual(['x', 'a']);
  });

  it('leave a link exactly where there is a path, for any hidden events', () => {
    const id = fc.constantFrom('x', 'a', 'b', 'c', 'd', 'e');
    const pairs = fc.array(fc.tuple(id, id), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(pairs, fc.subarray(['a', 'b', 'c', 'd', 'e']), (links, hidden) => {
        const graph = graphOf(links.map(([a, b]) => `${a}>${b}`).join(' '));
        const shown = show(graph, { ...hide(...hidden), single: new Set('abcde') });
        for (const from of shown.nodes.keys()) {
          const all = reachable(graph, from);
          for (const to of shown.nodes.keys()) {
            if (from !== to) expect(reachable(shown, from).has(to)).toBe(all.has(to));
          }
        }
      }),
    );
  });
});

describe('collapsed branches', () => {
  it('leave out events linked only through the event, and count them', () => {
    const shown = show(graphOf('a>b b>c c>x d>x'), { collapsed: new Set(['c']) });
    expect(write(shown)).toBe('c>x d>x');
    expect(shown.foldedCounts).toEqual(new Map([['c', 2]]));
  });

  it('keep events linked in another way, too', () => {
    const shown = show(graphOf('a>b b>x a>x'), { collapsed: new Set(['b']) });
    expect(write(shown)).toBe('a>b a>x b>x');
    expect(shown.foldedCounts.size).toBe(0);
  });

  it('may lie within one another', () => {
    const shown = show(graphOf('a>b b>c c>x'), { collapsed: new Set(['b', 'c']) });
    expect(write(shown)).toBe('c>x');
    expect(shown.foldedCounts).toEqual(new Map([['c', 2]]));
  });
});

describe('look-alike siblings', () => {
  const fan = graphOf('x>a x>b x>c x>d x>E');

  it('are one node from four on, of one type, with the same links', () => {
    const shown = show(fan);
    const groups = [...shown.nodes.values()].filter((node) => node.kind === 'group');
    expect(groups.map(({ events }) => events.map((e) => e.event_id).join(''))).toEqual(['abcd']);
    expect(shown.links).toHaveLength(2);
    expect(shown.shownAs.get('c')).toBe(groups[0]?.id);
    expect(show(graphOf('x>a x>b x>c')).nodes.size).toBe(4);
    expect(show(graphOf('x>a x>b x>c x>d d>E')).nodes.size).toBe(6);
    expect(show(graphOf('x>a x>b x>c x~>d')).nodes.size).toBe(5);
  });

  it('stay by themselves where they are wanted, and open and close', () => {
    expect(show(fan, { single: new Set(['a']) }).nodes.size).toBe(6);
    const group = show(fan).shownAs.get('a') ?? '';
    const openGroups = new Set([group]);
    const opened = show(fan, { openGroups });
    expect(opened.nodes.size).toBe(6);
    expect(opened.openedFrom.get('b')).toBe(group);
    expect(opened.openedFrom.has('E')).toBe(false);
  });
});

describe('highlights', () => {
  const graph = graphOf('a>b b>x a>c c>x x>d');
  const followed = { depth: 5, isInferring: false, expanded: new Set<string>() };

  it('analyse all known links', () => {
    const analysis = analyseGraph(graph, followed);
    expect(analysisHighlight('roots', analysis).eventIds).toEqual(['a']);
    expect(analysisHighlight('dominators', analysis).eventIds).toEqual(['a']);
    expect(analysisHighlight('longest', analysis).ways[0]).toHaveLength(3);
    const { counts } = analysisHighlight('influence', analysis);
    expect(Object.fromEntries(counts)).toEqual({ a: 4, b: 2, c: 2, x: 1 });
  });

  it('call no event a root if its causes were not requested', () => {
    const inferring = { ...followed, depth: 2, isInferring: true };
    expect(analyseGraph(graph, inferring).roots).toEqual([]);
    expect(analyseGraph(graph, { ...inferring, expanded: new Set(['a']) }).roots).toEqual(['a']);
  });

  it('skip hidden events', () => {
    const paths = { from: 'a', to: 'x', events: [], links: [], truncated: false };
    const highlight = pathsHighlight({
      ...paths,
      shortest: ['a', 'b', 'x'],
      paths: [
        ['a', 'b', 'x'],
        ['a', 'c', 'x'],
      ],
    });
    const shown = show(graph, hide('b'));
    const { nodeIds, linkKeys, otherLinkKeys } = shownHighlight(highlight, shown.shownAs);
    expect([...nodeIds].sort()).toEqual(['a', 'c', 'x']);
    expect([...linkKeys]).toEqual(['["a","x"]']);
    expect([...otherLinkKeys]).toContain('["c","x"]');
  });

  it('name the sides nearest first', () => {
    expect(sidesOf(graph)).toEqual({ causes: ['b', 'c', 'a'], effects: ['d'] });
  });
});

describe('turnBands', () => {
  it('joins layers of one turn, and separates layers of mixed turns', () => {
    const graph = causalGraph({
      event_id: 'x',
      event: event('x', 3),
      upstream: [event('a', 3), event('b', 2), event('c', 1)],
      downstream: [event('d', 3)],
      links: ['b>a', 'c>a', 'a>x', 'x>d'].map((pair) => {
        const [cause = '', effect = ''] = pair.split('>');
        return { cause, effect, origin: 'declared' };
      }),
      missing_causes: [],
      missing: [],
      truncated: false,
    });
    const shown = show(graph);
    const layout = layoutGraph({ ...shown, nodeIds: [...shown.nodes.keys()] });
    expect(turnBands(shown.nodes, layout)).toEqual([
      { fromLayer: -2, toLayer: -2, firstTurn: 1, lastTurn: 2 },
      { fromLayer: -1, toLayer: 1, firstTurn: 3, lastTurn: 3 },
    ]);
  });
});

function reachable(
  { links }: { readonly links: readonly { readonly cause: string; readonly effect: string }[] },
  from: string,
): ReadonlySet<string> {
  const found = new Set([from]);
  for (const id of found) for (const link of links) if (link.cause === id) found.add(link.effect);
  return found;
}
