import { distancesTo } from './distances-to';
import { groupCycles } from './group-cycles';
import type { LinkGraph } from './link-graph';

/**
 * The longest path of links that ends at the event, first to last, including the event. Within a cycle it uses only links that
 * reduce the distance to the event in links, so it passes through cycles and ends.
 */
export function findLongestChain(graph: LinkGraph, eventId: string): readonly string[] {
  const end = graph.numberOf(eventId);
  const distances = distancesTo(graph, end);
  const isNearer = (cause: number, effect: number): boolean =>
    (distances[cause] ?? 0) > (distances[effect] ?? 0);

  const groups = groupCycles(graph);
  const groupOf = new Int32Array(graph.ids.length);
  for (const [index, group] of groups.entries()) for (const node of group) groupOf[node] = index;

  // From causes to effects: groups that lead to others are last, and within a group the furthest events come first.
  const lengths = new Int32Array(graph.ids.length);
  const before = new Int32Array(graph.ids.length).fill(NONE);
  for (const group of groups.toReversed()) {
    for (const node of group.toSorted((a, b) => (distances[b] ?? 0) - (distances[a] ?? 0))) {
      for (const cause of graph.causes[node] ?? []) {
        if (groupOf[cause] === groupOf[node] && !isNearer(cause, node)) continue;
        const length = (lengths[cause] ?? 0) + 1;
        if (length <= (lengths[node] ?? 0)) continue;
        lengths[node] = length;
        before[node] = cause;
      }
    }
  }

  const chain: string[] = [];
  for (let node = end; node !== NONE; node = before[node] ?? NONE) {
    chain.push(graph.ids[node] ?? '');
  }
  return chain.reverse();
}

const NONE = -1;
