import type { StoredEvent } from '@/lib/events/read-event';
import type { CausalGraph } from './causal-graph';
import { collapseBranches } from './collapse-branches';
import { groupSiblings } from './group-siblings';
import { hideEvents } from './hide-events';
import type { ShownGraph } from './shown-graph';

/** A reader's choices for a graph. */
export interface GraphChoice {
  /** Events whose branches are collapsed. */
  readonly collapsed: ReadonlySet<string>;
  /** The ids of groups shown as single events. */
  readonly openGroups: ReadonlySet<string>;
  /** Whether an event is left out; the selected one never is. */
  readonly isHidden: (event: StoredEvent) => boolean;
  /** Events that must not be grouped. */
  readonly single: ReadonlySet<string>;
}

/** The graph without hidden and collapsed events, with similar events grouped. */
export function showGraph(graph: CausalGraph, choice: GraphChoice): ShownGraph {
  const visible = hideEvents(graph, choice.isHidden);
  const { nodes, links, foldedCounts } = collapseBranches(visible, choice.collapsed);
  const single = new Set([graph.selectedId, ...choice.collapsed, ...choice.single]);
  const grouped = groupSiblings({ nodes, links }, { single, openGroups: choice.openGroups });
  return { selectedId: graph.selectedId, foldedCounts, ...grouped };
}
