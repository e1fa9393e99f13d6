import type { LinkEnds } from '../graph/assign-layers';
import type { GraphLayout, PlacedNode } from './layout-graph';

export type Direction = 'to-cause' | 'to-effect' | 'up' | 'down';

/**
 * The node one step from `id`: the most level cause or effect, or the next card of its column. `undefined` when there is none.
 */
export function walkGraph(
  layout: GraphLayout,
  id: string,
  direction: Direction,
): PlacedNode | undefined {
  const from = layout.nodes.find((node) => node.id === id);
  if (from === undefined) return undefined;
  switch (direction) {
    case 'up':
    case 'down': {
      const column = layout.nodes.filter((node) => node.layer === from.layer);
      return column[column.indexOf(from) + (direction === 'up' ? -1 : 1)];
    }
    case 'to-cause':
      return mostLevel(layout, from, (link) => (link.effect === id ? link.cause : undefined));
    case 'to-effect':
      return mostLevel(layout, from, (link) => (link.cause === id ? link.effect : undefined));
  }
}

function mostLevel(
  { nodes, links }: GraphLayout,
  from: PlacedNode,
  otherEnd: (link: LinkEnds) => string | undefined,
): PlacedNode | undefined {
  const ids = new Set(links.map(({ link }) => otherEnd(link)));
  return nodes
    .filter((node) => ids.has(node.id) && node.id !== from.id)
    .sort((a, b) => Math.abs(a.y - from.y) - Math.abs(b.y - from.y))[0];
}
