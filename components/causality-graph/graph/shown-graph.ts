import type { ExplanationLink } from '@/lib/causality/explain/explanation-link';
import type { StoredEvent } from '@/lib/events/read-event';
import type { GraphNode, MissingNode } from './causal-graph';

/** Similar nodes as one node, so that few cards show many events. */
export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  readonly events: readonly StoredEvent[];
  /** The text of its card. Default: the numbers of its kinds. */
  readonly text?: string;
  /** In place of the names of its types. */
  readonly title?: string;
  /** Causes that are not in the files. */
  readonly missing: readonly MissingNode[];
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

/** Several links from one node to another, at least one of which is a group. */
export interface MergedLink {
  readonly cause: string;
  readonly effect: string;
  readonly origin: 'merged';
  readonly links: readonly SingleLink[];
}

export type SingleLink = ExplanationLink | TransitiveLink;
export type ShownLink = SingleLink | MergedLink;

/** The drawn part of a graph. */
export interface ShownGraph {
  readonly selectedId: string;
  readonly nodes: ReadonlyMap<string, ShownNode>;
  readonly links: readonly ShownLink[];
  /** By node: its column; 0 for the selected event, negative for its causes, positive for its effects. */
  readonly layers: ReadonlyMap<string, number>;
  /** By node with a collapsed branch: the number of hidden events in it. */
  readonly foldedCounts: ReadonlyMap<string, number>;
  /** By event: the node that shows it. Absent for hidden events. */
  readonly shownAs: ReadonlyMap<string, string>;
  /** By node: the open group of which it is a member. */
  readonly openedFrom: ReadonlyMap<string, string>;
  /** Whether the cards are merged until the whole graph fits into its room. */
  readonly isOverview: boolean;
}
