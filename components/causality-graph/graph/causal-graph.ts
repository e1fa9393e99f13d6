import type { CausalityChain, CausalPaths } from '@/lib/api/client';
import type { CausalLink, MissingCause, MissingReason } from '@/lib/causality/causal-link';
import type { StoredEvent } from '@/lib/events/read-event';

export interface EventNode {
  readonly kind: 'event';
  readonly id: string;
  readonly event: StoredEvent;
}

/** A cause that is named by an event of the graph but is not in the files. */
export interface MissingNode {
  readonly kind: 'missing';
  readonly id: string;
  readonly reason: MissingReason;
}

export type GraphNode = EventNode | MissingNode;

export interface CausalGraph {
  readonly selectedId: string;
  /** The selected event first, then causes, then effects, nearest first. Nodes added later come last. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Links between nodes, one per pair: a declared link replaces an inferred one. */
  readonly links: readonly CausalLink[];
}

/** Events and links found in addition to a chain. */
export interface Finding {
  readonly events: readonly StoredEvent[];
  readonly links: readonly CausalLink[];
  readonly missing: readonly MissingCause[];
}

/** Merges a chain and additional findings into one graph. An event found twice is one node. */
export function causalGraph(chain: CausalityChain, besides: readonly Finding[] = []): CausalGraph {
  const findings = [chainFinding(chain), ...besides];
  const nodes = new Map<string, GraphNode>();
  for (const { events } of findings) {
    for (const event of events) {
      if (!nodes.has(event.event_id)) {
        nodes.set(event.event_id, { kind: 'event', id: event.event_id, event });
      }
    }
  }
  for (const { missing } of findings) {
    for (const { event_id: id, reason } of missing) {
      if (!nodes.has(id)) nodes.set(id, { kind: 'missing', id, reason });
    }
  }
  const links = new Map<string, CausalLink>();
  for (const link of findings.flatMap((finding) => finding.links)) {
    if (!nodes.has(link.cause) || !nodes.has(link.effect)) continue;
    const key = linkKey(link);
    if (link.origin === 'declared' || !links.has(key)) links.set(key, link);
  }
  return { selectedId: chain.event_id, nodes, links: [...links.values()] };
}

export function chainFinding(chain: CausalityChain): Finding {
  const { event, upstream, downstream, links, missing } = chain;
  return { events: [event, ...upstream, ...downstream], links, missing };
}

export function pathsFinding({ events, links }: CausalPaths): Finding {
  return { events, links, missing: [] };
}

/** A key that is equal for links between the same two events. */
export function linkKey({ cause, effect }: { readonly cause: string; readonly effect: string }) {
  return JSON.stringify([cause, effect]);
}
