import type { CausalLink } from '@/lib/causality/causal-link';
import type { StoredEvent } from '@/lib/events/read-event';
import type { GraphNode } from './causal-graph';

/** Events that look alike and are linked alike, as one node. */
export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  /** Four at least. */
  readonly events: readonly StoredEvent[];
}

export type ShownNode = GraphNode | GroupNode;

/** A way from one event to another through events that are not shown. */
export interface TransitiveLink {
  readonly cause: string;
  readonly effect: string;
  readonly origin: 'transitive';
  /** How many events the shortest such way passes, at least 1. */
  readonly hiddenCount: number;
  /** Whether every link of that way is declared. */
  readonly isDeclared: boolean;
}

export type ShownLink = CausalLink | TransitiveLink;

/** What is drawn of a graph. */
export interface ShownGraph {
  readonly selectedId: string;
  readonly nodes: ReadonlyMap<string, ShownNode>;
  readonly links: readonly ShownLink[];
  /** By the node at which a branch is collapsed: how many events hang on it. */
  readonly foldedCounts: ReadonlyMap<string, number>;
  /** By event: the node it is shown as. What is not shown has none. */
  readonly shownAs: ReadonlyMap<string, string>;
}
