import { useMemo } from 'react';
import { MAX_DEPTH } from '@/lib/causality/depth';
import type { StoredEvent } from '@/lib/events/read-event';
import type { CausalGraph } from './graph/causal-graph';
import { hasBranch } from './graph/collapse-branches';
import {
  closeGroup,
  collapseEvent,
  expandEvent,
  openGroup,
  type Exploration,
} from './graph/exploration';
import { GraphView } from './drawing/graph-view';
import styles from './causality-pane.module.css';
import { openGroupOf } from './graph/group-siblings';
import { shownHighlight, type Highlight } from './graph/highlight';
import { showGraph } from './graph/show-graph';
import { useGraphLayout } from './layout/use-graph-layout';

interface GraphPanelProps {
  readonly simulationId: string;
  readonly graph: CausalGraph;
  /** The currently selected event, which may not be in the graph yet. */
  readonly selectedId: string;
  readonly depth: number;
  /** A description of events left out; `undefined` when the graph is complete. */
  readonly cutText: string | undefined;
  readonly exploration: Exploration;
  readonly onExplore: (exploration: Exploration) => void;
  readonly highlight: Highlight | undefined;
  readonly isHidden: (event: StoredEvent) => boolean;
  readonly isDimmed: (event: StoredEvent) => boolean;
  /** Whether a press on a card chooses the other end of a path. */
  readonly isPicking: boolean;
  readonly onPick: (eventId: string) => void;
  readonly onStopPicking: () => void;
  readonly onSelectEvent: (eventId: string) => void;
  /** An event is about to be selected. */
  readonly onApproach: (eventId: string) => void;
  /** Follows one link more in each direction. */
  readonly onFollowMore: () => void;
}

/** A graph with the reader's choices, laid out, and its interactions. */
export function GraphPanel(props: GraphPanelProps) {
  const { graph, selectedId, exploration, onExplore, highlight, isHidden } = props;
  const { collapsed, openGroups, expanded } = exploration;
  const shown = useMemo(() => {
    const single = new Set([...expanded, ...(highlight?.ways.flat() ?? [])]);
    return showGraph(graph, { collapsed, openGroups, isHidden, single });
  }, [graph, collapsed, openGroups, expanded, isHidden, highlight]);
  const laidOut = useGraphLayout(shown);
  const marked = useMemo(
    () =>
      // Without emphasized events, none is drawn faintly.
      laidOut === undefined || highlight === undefined || highlight.eventIds.length === 0
        ? undefined
        : shownHighlight(highlight, laidOut.graph.shownAs),
    [laidOut, highlight],
  );
  if (laidOut === undefined) return <p className={styles['loading']}>Laying out…</p>;

  const nodeOf = (id: string) => laidOut.graph.nodes.get(id);

  function select(id: string) {
    const node = nodeOf(id);
    if (node?.kind === 'group') onExplore(openGroup(exploration, id));
    else if (node?.kind !== 'event') return;
    else if (props.isPicking) props.onPick(id);
    else props.onSelectEvent(id);
  }

  function expand(id: string) {
    const node = nodeOf(id);
    if (node?.kind === 'group') onExplore(openGroup(exploration, id));
    else if (id === graph.selectedId) followMore();
    else if (node?.kind === 'event') onExplore(expandEvent(exploration, id));
  }

  function collapse(id: string) {
    if (nodeOf(id)?.kind !== 'event') return;
    const whole = { selectedId: graph.selectedId, nodes: graph.nodes, links: graph.links };
    if (id !== graph.selectedId && !collapsed.has(id) && hasBranch(whole, id)) {
      onExplore(collapseEvent(exploration, id));
      return;
    }
    const group = openGroupOf(shown, id, openGroups);
    if (group !== undefined) onExplore(closeGroup(exploration, group));
  }

  function followMore() {
    if (props.depth < MAX_DEPTH) props.onFollowMore();
  }

  return (
    <GraphView
      simulationId={props.simulationId}
      cutText={props.cutText}
      laidOut={laidOut}
      selectedId={selectedId}
      highlight={marked}
      isDimmed={props.isDimmed}
      expanded={expanded}
      onSelect={select}
      onApproach={(id) => {
        if (nodeOf(id)?.kind === 'event' && id !== selectedId) props.onApproach(id);
      }}
      onExpand={expand}
      onCollapse={collapse}
      onSelectAgain={(id) => {
        // The first press has made it the centre.
        if (id === selectedId) followMore();
        else expand(id);
      }}
      onDismiss={props.onStopPicking}
    />
  );
}
