import type { CausalAnalysis } from '@/lib/api/contract';
import { analyseChain } from '@/lib/causality/analyse-chain';
import type { LinkEnds } from './assign-layers';
import type { CausalGraph } from './causal-graph';

/** How far the links of a graph were followed. */
export interface Followed {
  /** From the selected event. */
  readonly depth: number;
  /** Whether inferred links are followed. */
  readonly isInferring: boolean;
  /** Events from which one more link was followed. */
  readonly expanded: ReadonlySet<string>;
}

/** A graph as far as its links go. */
interface LinkedEvents extends Pick<CausalGraph, 'selectedId'> {
  readonly links: readonly LinkEnds[];
}

/** Analyses all known links of a graph, including hidden and collapsed events. */
export function analyseGraph(graph: CausalGraph, followed: Followed): CausalAnalysis {
  const upstream = distances(graph, 'effect', 'cause');
  const downstream = distances(graph, 'cause', 'effect');
  const unfollowed = [...upstream].flatMap(([id, distance]) =>
    isUnfollowed(graph, id, distance, followed) ? id : [],
  );
  const analysis = analyseChain(graph.selectedId, {
    upstream: withoutSelected(graph, upstream),
    downstream: withoutSelected(graph, downstream),
    links: graph.links,
    unfollowed,
  });
  return {
    ...analysis,
    roots: [...analysis.roots],
    dominators: [...analysis.dominators],
    longest_chain: [...analysis.longest_chain],
  };
}

/** Whether an event may have causes that were not requested. */
function isUnfollowed(
  { nodes }: CausalGraph,
  id: string,
  distance: number,
  { depth, isInferring, expanded }: Followed,
): boolean {
  const node = nodes.get(id);
  if (node?.kind !== 'event') return false;
  if (isInferring) return distance >= depth && !expanded.has(id);
  return node.event.caused_by.some((cause) => !nodes.has(cause));
}

function withoutSelected(
  { selectedId }: Pick<CausalGraph, 'selectedId'>,
  found: ReadonlyMap<string, number>,
): readonly string[] {
  return [...found.keys()].filter((id) => id !== selectedId);
}

/** The distance of events in links, nearest first, including the selected event. */
function distances(
  { selectedId, links }: LinkedEvents,
  from: 'cause' | 'effect',
  to: 'cause' | 'effect',
): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>();
  for (const link of links) {
    const known = next.get(link[from]);
    if (known === undefined) next.set(link[from], [link[to]]);
    else known.push(link[to]);
  }
  const found = new Map([[selectedId, 0]]);
  for (const [id, distance] of found) {
    for (const neighbour of next.get(id) ?? []) {
      if (!found.has(neighbour)) found.set(neighbour, distance + 1);
    }
  }
  return found;
}

/** The upstream and downstream events of the selected one, nearest first. An event that is both is in both. */
export function sidesOf(graph: LinkedEvents): {
  readonly causes: readonly string[];
  readonly effects: readonly string[];
} {
  return {
    causes: withoutSelected(graph, distances(graph, 'effect', 'cause')),
    effects: withoutSelected(graph, distances(graph, 'cause', 'effect')),
  };
}
