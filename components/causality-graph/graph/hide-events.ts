import type { StoredEvent } from '@/lib/events/read-event';
import { linkKey, type CausalGraph, type GraphNode } from './causal-graph';
import type { SingleLink, TransitiveLink } from './shown-graph';

interface LinkedNodes {
  readonly selectedId: string;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly links: readonly SingleLink[];
}

/**
 * The graph without some of its events. A path through hidden events becomes a transitive link, unless its ends are linked
 * anyway. A missing cause disappears with the last event that names it.
 */
export function hideEvents(
  graph: CausalGraph,
  isHidden: (event: StoredEvent) => boolean,
): LinkedNodes {
  const { selectedId } = graph;
  const hidden = new Set<string>();
  for (const node of graph.nodes.values()) {
    if (node.kind === 'event' && node.id !== selectedId && isHidden(node.event)) {
      hidden.add(node.id);
    }
  }
  if (hidden.size === 0) return graph;
  const links: SingleLink[] = graph.links.filter(
    ({ cause, effect }) => !hidden.has(cause) && !hidden.has(effect),
  );
  const named = new Set(links.map(({ cause }) => cause));
  const nodes = new Map(
    [...graph.nodes].filter(
      ([id, node]) => !hidden.has(id) && (node.kind === 'event' || named.has(id)),
    ),
  );
  const direct = new Set(links.map(linkKey));
  for (const link of transitiveLinks(graph, hidden)) {
    if (nodes.has(link.cause) && !direct.has(linkKey(link))) links.push(link);
  }
  return { selectedId, nodes, links };
}

interface Step {
  readonly id: string;
  readonly hiddenCount: number;
  readonly isDeclared: boolean;
}

function transitiveLinks(graph: CausalGraph, hidden: ReadonlySet<string>): TransitiveLink[] {
  const after = new Map<string, { readonly to: string; readonly isDeclared: boolean }[]>();
  for (const { cause, effect, origin } of graph.links) {
    const step = { to: effect, isDeclared: origin === 'declared' };
    const known = after.get(cause);
    if (known === undefined) after.set(cause, [step]);
    else known.push(step);
  }
  return [...after.keys()]
    .filter((id) => !hidden.has(id))
    .flatMap((cause) => {
      const found: TransitiveLink[] = [];
      const seen = new Set([cause]);
      const queue: Step[] = [{ id: cause, hiddenCount: 0, isDeclared: true }];
      for (const { id, hiddenCount, isDeclared } of queue) {
        for (const { to, ...step } of after.get(id) ?? []) {
          if (seen.has(to)) continue;
          const areDeclared = isDeclared && step.isDeclared;
          if (hidden.has(to)) {
            seen.add(to);
            queue.push({ id: to, hiddenCount: hiddenCount + 1, isDeclared: areDeclared });
          } else if (hiddenCount > 0) {
            seen.add(to);
            const origin = 'transitive';
            found.push({ cause, effect: to, origin, hiddenCount, isDeclared: areDeclared });
          }
        }
      }
      return found;
    });
}
