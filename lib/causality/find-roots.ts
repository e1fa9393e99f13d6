import { groupCycles } from './group-cycles';
import type { LinkGraph } from './link-graph';

/**
 * The events upstream that nothing caused, in the order given. One whose causes were not followed (`unfollowed`) is none: it
 * is not known to have no cause. Nor is any of a cycle: each has a cause in the other.
 */
export function findRoots(
  graph: LinkGraph,
  upstream: readonly string[],
  unfollowed: ReadonlySet<string>,
): readonly string[] {
  return upstream.filter(
    (id) => graph.causes[graph.numberOf(id)]?.length === 0 && !unfollowed.has(id),
  );
}

/**
 * Where paths begin, by number: at roots, at events whose causes were not followed, and at each event of a cycle that nothing
 * outside of it led to.
 */
export function findBeginnings(
  graph: LinkGraph,
  unfollowed: ReadonlySet<string>,
): ReadonlySet<number> {
  const beginnings = new Set([...unfollowed].map((id) => graph.numberOf(id)));
  for (const group of groupCycles(graph)) {
    const members = new Set(group);
    const isEntered = group.some((node) =>
      graph.causes[node]?.some((cause) => !members.has(cause)),
    );
    if (!isEntered) for (const node of group) beginnings.add(node);
  }
  beginnings.delete(-1);
  return beginnings;
}
