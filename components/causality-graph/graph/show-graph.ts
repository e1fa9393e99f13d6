import type { StoredEvent } from '@/lib/events/read-event';
import type { CausalGraph } from './causal-graph';
import { collapseBranches } from './collapse-branches';
import { hideEvents } from './hide-events';
import { mergeCards, type Room } from './merge-cards';
import type { ShownGraph } from './shown-graph';

/** A reader's choices for a graph. */
export interface GraphChoice {
  /** Events whose branches are collapsed. */
  readonly collapsed: ReadonlySet<string>;
  /** The ids of groups shown as their members. */
  readonly openGroups: ReadonlySet<string>;
  /** Whether an event is left out; the selected one never is. */
  readonly isHidden: (event: StoredEvent) => boolean;
  /** Events that must not be grouped. */
  readonly single: ReadonlySet<string>;
  /** The room for cards. Default: unlimited. */
  readonly room?: Room | undefined;
  /** Whether the whole graph is merged to fit into the room; otherwise only the direct causes and effects are. */
  readonly isOverview?: boolean;
}

/** The graph without hidden and collapsed events, with similar events grouped. */
export function showGraph(graph: CausalGraph, choice: GraphChoice): ShownGraph {
  const visible = hideEvents(graph, choice.isHidden);
  const { foldedCounts, ...rest } = collapseBranches(visible, choice.collapsed);
  const single = new Set([graph.selectedId, ...choice.collapsed, ...choice.single]);
  const { openGroups, room, isOverview = false } = choice;
  return { ...mergeCards(rest, { single, openGroups, room, isOverview }), foldedCounts };
}
