import { describe, expect, it } from 'vitest';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import { causalGraph } from './causal-graph';
import { showGraph, type GraphChoice } from './show-graph';
import type { ShownGraph } from './shown-graph';

function event(event_id: string, event_type: string, kind: string, agent_id = 'ada'): StoredEvent {
  const { event } = readEvent({
    event_id,
    timestamp: '2026-10-04T14:00:00+00:00',
    turn_number: 1,
    event_type,
    simulation_id: 'sim',
    agent_id,
    details: { action_type: kind },
  });
  if (event === undefined) throw new Error('not an event');
  return event;
}

const SELECTED = event('x', 'STATE', 'price');

/** Direct causes of x, each with a cause of its own, so that no two have the same links. */
function causesOf(causes: readonly StoredEvent[]) {
  const roots = causes.map(({ event_id }) => event(`root of ${event_id}`, 'DECISION', 'plan'));
  return causalGraph({
    event_id: 'x',
    event: SELECTED,
    upstream: [...causes, ...roots],
    downstream: [],
    links: causes.flatMap(({ event_id }) => [
      { cause: event_id, effect: 'x', origin: 'declared' as const },
      { cause: `root of ${event_id}`, effect: event_id, origin: 'declared' as const },
    ]),
    missing_causes: [],
    missing: [],
    truncated: false,
  });
}

function show(graph: ReturnType<typeof causesOf>, choice: Partial<GraphChoice>): ShownGraph {
  return showGraph(graph, {
    collapsed: new Set(),
    openGroups: new Set(),
    single: new Set(),
    isHidden: () => false,
    ...choice,
  });
}

/** The cards of a column: ids of events, and the numbers of events of merged cards. */
function column(shown: ShownGraph, layer: number): readonly (string | number)[] {
  return [...shown.nodes.values()]
    .filter(({ id }) => shown.layers.get(id) === layer)
    .map((node) => (node.kind === 'group' ? node.events.length : node.id));
}

const trades = ['a', 'b', 'c', 'd'].map((id) => event(id, 'ACTION', 'trade', `agent ${id}`));
const votes = ['v', 'w'].map((id) => event(id, 'ACTION', 'vote'));
const state = event('s', 'STATE', 'stock');
const room = (rows: number, columns = 5) => ({ rows, columns });

describe('direct causes', () => {
  const graph = causesOf([...trades, ...votes, state]);

  it('have a card each where there is room for them', () => {
    expect(column(show(graph, { room: room(7) }), -1)).toHaveLength(7);
  });

  it('are merged by what they have in common where there is not: first kind and agent, then kind, then type', () => {
    expect(column(show(graph, { room: room(6) }), -1)).toEqual(['a', 'b', 'c', 'd', 2, 's']);
    expect(column(show(graph, { room: room(3) }), -1)).toEqual([4, 2, 's']);
    expect(column(show(graph, { room: room(2) }), -1)).toEqual([6, 's']);
    expect(column(show(graph, { room: room(1) }), -1)).toEqual([7]);
  });

  it('leave other events as they are', () => {
    expect(column(show(graph, { room: room(1) }), -2)).toHaveLength(7);
  });

  it('are not merged when they must be seen', () => {
    const shown = show(graph, { room: room(2), single: new Set(['a']) });
    expect(column(shown, -1)).toEqual(['a', 6]);
  });

  it('open into the cards that were merged, and close again', () => {
    const merged = show(graph, { room: room(2) });
    const outer = merged.shownAs.get('a') ?? '';
    const opened = show(graph, { room: room(2), openGroups: new Set([outer]) });
    expect(column(opened, -1)).toEqual([4, 2, 's']);
    const inner = opened.shownAs.get('v') ?? '';
    expect(opened.openedFrom.get(inner)).toBe(outer);
    const both = show(graph, { room: room(2), openGroups: new Set([outer, inner]) });
    expect(column(both, -1)).toEqual([4, 'v', 'w', 's']);
    expect(both.openedFrom.get('v')).toBe(inner);
  });

  it('keep all their links, drawn as one', () => {
    const { links, shownAs } = show(graph, { room: room(3) });
    const link = links.find(({ cause, effect }) => cause === shownAs.get('a') && effect === 'x');
    expect(link?.origin === 'merged' ? link.links : []).toHaveLength(4);
  });
});

describe('an overview', () => {
  it('has no more cards than there is room for, and all events', () => {
    const graph = causesOf(
      Array.from({ length: 60 }, (_, i) =>
        event(
          `e${String(i)}`,
          ['ACTION', 'STATE', 'DETAIL'][i % 3] ?? '',
          `kind ${String(i % 20)}`,
        ),
      ),
    );
    const shown = show(graph, { room: room(4, 3), isOverview: true });
    expect(column(shown, -1).length).toBeLessThanOrEqual(4);
    expect(shown.layers.get(shown.shownAs.get('root of e7') ?? '')).toBe(-2);
    expect(new Set(shown.shownAs.keys())).toEqual(new Set(graph.nodes.keys()));
    expect(shown.nodes.size).toBeLessThanOrEqual(9);
  });

  it('puts what is further away into the last column', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const chain = causalGraph({
      event_id: 'x',
      event: SELECTED,
      upstream: ids.map((id) => event(id, 'ACTION', id)),
      downstream: [event('y', 'STATE', 'y')],
      links: [
        ...ids.map((cause, i) => ({
          cause,
          effect: ids[i - 1] ?? 'x',
          origin: 'declared' as const,
        })),
        { cause: 'x', effect: 'y', origin: 'declared' },
      ],
      missing_causes: [],
      missing: [],
      truncated: false,
    });
    const shown = show(chain, { room: room(2, 4), isOverview: true });
    expect(column(shown, -1)).toEqual(['a']);
    expect(column(shown, -2)).toHaveLength(2);
    expect(column(shown, 1)).toEqual(['y']);
    expect(shown.nodes.size).toBe(5);
  });
});
