import { groupCycles } from './group-cycles';
import type { LinkGraph } from './link-graph';

/**
 * The upstream events without causes, in the given order. Events whose causes were not followed (`unfollowed`) are not roots,
 * because they may have causes. Events of a cycle are not roots either.
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
 * The numbers of the events where paths begin: roots, events whose causes were not followed, and all events of a cycle without
 * a cause outside of it.
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
