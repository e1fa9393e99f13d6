import type { GraphNode } from './causal-graph';
import type { SingleLink } from './shown-graph';

interface Branched {
  readonly selectedId: string;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly links: readonly SingleLink[];
}

type Collapsed = Branched & { readonly foldedCounts: ReadonlyMap<string, number> };

/**
 * Leaves out the branches of collapsed events: nodes linked with the selected event only through them. Nodes linked in any
 * other way stay, and so do nodes that were never linked with it.
 */
export function collapseBranches(graph: Branched, collapsed: ReadonlySet<string>): Collapsed {
  const { selectedId, nodes, links } = graph;
  const stops = [...collapsed].filter((id) => nodes.has(id) && id !== selectedId);
  if (stops.length === 0) return { ...graph, foldedCounts: new Map() };
  const beside = neighbours(links);
  const whole = reach([selectedId], beside, () => false);
  const stopping = new Set(stops);
  const shown = reach([selectedId], beside, (id) => stopping.has(id));
  const isFolded = (id: string) => whole.has(id) && !shown.has(id);
  const foldedCounts = new Map<string, number>();
  for (const stop of stops) {
    if (!shown.has(stop)) continue;
    const branch = reach([stop], beside, (id) => id !== stop && !isFolded(id));
    const count = [...branch].filter(isFolded).length;
    if (count > 0) foldedCounts.set(stop, count);
  }
  return {
    selectedId,
    nodes: new Map([...nodes].filter(([id]) => !isFolded(id))),
    links: links.filter(({ cause, effect }) => !isFolded(cause) && !isFolded(effect)),
    foldedCounts,
  };
}

/** Whether collapsing the event would leave anything out. */
export function hasBranch(graph: Branched, id: string): boolean {
  return collapseBranches(graph, new Set([id])).foldedCounts.has(id);
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

function neighbours(links: readonly SingleLink[]): Neighbours {
  const found = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const known = found.get(from);
    if (known === undefined) found.set(from, [to]);
    else known.push(to);
  };
  for (const { cause, effect } of links) {
    add(cause, effect);
    add(effect, cause);
  }
  return found;
}

/** The nodes found along links in both directions, not going beyond the given ones. */
function reach(
  from: readonly string[],
  beside: Neighbours,
  stopsAt: (id: string) => boolean,
): ReadonlySet<string> {
  const found = new Set(from);
  for (const id of found) {
    if (stopsAt(id)) continue;
    for (const neighbour of beside.get(id) ?? []) found.add(neighbour);
  }
  return found;
}
