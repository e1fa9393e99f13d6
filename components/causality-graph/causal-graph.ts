import type { CausalityChain } from '@/lib/api/client';
import type { CausalLink } from '@/lib/causality/causal-link';
import type { StoredEvent } from '@/lib/events/read-event';

/** An event of the chain, or a cause that is named by one but is not in the files. */
export type GraphNode =
  | { readonly kind: 'event'; readonly id: string; readonly event: StoredEvent }
  | { readonly kind: 'missing'; readonly id: string };

export interface CausalGraph {
  readonly selectedId: string;
  /** The selected event first, then causes, then effects, nearest first; missing causes last. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Each between two of the nodes. */
  readonly links: readonly CausalLink[];
}

/** The chain as nodes and links; an event that is both a cause and an effect is one node. */
export function causalGraph(chain: CausalityChain): CausalGraph {
  const nodes = new Map<string, GraphNode>();
  for (const event of [chain.event, ...chain.upstream, ...chain.downstream]) {
    nodes.set(event.event_id, { kind: 'event', id: event.event_id, event });
  }
  for (const id of chain.missing_causes) {
    if (!nodes.has(id)) nodes.set(id, { kind: 'missing', id });
  }
  const links = chain.links.filter((link) => nodes.has(link.cause) && nodes.has(link.effect));
  return { selectedId: chain.event_id, nodes, links };
}
