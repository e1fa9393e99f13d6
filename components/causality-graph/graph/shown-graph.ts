import type { CausalLink } from '@/lib/causality/causal-link';
import type { StoredEvent } from '@/lib/events/read-event';
import type { GraphNode } from './causal-graph';

/** Similar events with the same links, as one node. */
export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  /** At least four. */
  readonly events: readonly StoredEvent[];
}

export type ShownNode = GraphNode | GroupNode;

/** A path from one event to another through hidden events. */
export interface TransitiveLink {
  readonly cause: string;
  readonly effect: string;
  readonly origin: 'transitive';
  /** The number of events on the shortest such path, at least 1. */
  readonly hiddenCount: number;
  /** Whether every link of that path is declared. */
  readonly isDeclared: boolean;
}

export type ShownLink = CausalLink | TransitiveLink;

/** The drawn part of a graph. */
export interface ShownGraph {
  readonly selectedId: string;
  readonly nodes: ReadonlyMap<string, ShownNode>;
  readonly links: readonly ShownLink[];
  /** By node with a collapsed branch: the number of hidden events in it. */
  readonly foldedCounts: ReadonlyMap<string, number>;
  /** By event: the node that shows it. Absent for hidden events. */
  readonly shownAs: ReadonlyMap<string, string>;
}
