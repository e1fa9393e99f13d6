import { useMemo, useRef, useState } from 'react';
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
import { shownHighlight, type Highlight, type ShownHighlight } from './graph/highlight';
import { showGraph } from './graph/show-graph';
import type { ShownGraph } from './graph/shown-graph';
import { roomOn, type Size } from './drawing/frame-graph';
import { useClientSize } from './drawing/use-client-size';
import { useGraphLayout, type LaidOutGraph } from './layout/use-graph-layout';

/** The height of the row of buttons below the graph. */
const FOOTER_PX = 40;

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
  const { graph, exploration, onExplore, highlight, isHidden } = props;
  const { collapsed, openGroups, expanded } = exploration;
  const panel = useRef<HTMLDivElement>(null);
  const size = useClientSize(panel);
  const [overviewOf, setOverviewOf] = useState<string>();
  const isOverview = overviewOf === graph.selectedId;
  const { rows = 0, columns = 0 } = size === undefined ? {} : roomOn(surfaceIn(size));
  const shown = useMemo(() => {
    if (rows === 0) return undefined;
    const single = new Set([...expanded, ...(highlight?.ways.flat() ?? [])]);
    const room = { rows, columns };
    return showGraph(graph, { collapsed, openGroups, isHidden, single, room, isOverview });
  }, [graph, collapsed, openGroups, expanded, isHidden, highlight, rows, columns, isOverview]);
  const laidOut = useGraphLayout(shown);
  const marked = useMemo(
    () =>
      // Without emphasized events, none is drawn faintly.
      laidOut === undefined || highlight === undefined || highlight.eventIds.length === 0
        ? undefined
        : shownHighlight(highlight, laidOut.graph.shownAs),
    [laidOut, highlight],
  );
  return (
    <div ref={panel} className={styles['panel']}>
      {laidOut === undefined || shown === undefined ? (
        <p className={styles['loading']}>Laying out…</p>
      ) : (
        <LaidOutPanel
          {...props}
          shown={shown}
          laidOut={laidOut}
          marked={marked}
          onOverviewChange={(next) => {
            setOverviewOf(next ? graph.selectedId : undefined);
            if (next) onExplore({ ...exploration, openGroups: new Set() });
          }}
        />
      )}
    </div>
  );
}

/** The room of the surface in a panel. */
export function surfaceIn({ width, height }: Size): Size {
  return { width, height: height - FOOTER_PX };
}

/** A graph that is laid out. */
function LaidOutPanel({
  shown,
  laidOut,
  marked,
  onOverviewChange,
  ...props
}: GraphPanelProps & {
  readonly shown: ShownGraph;
  readonly laidOut: LaidOutGraph;
  readonly marked: ShownHighlight | undefined;
  readonly onOverviewChange: (isOverview: boolean) => void;
}) {
  const { graph, selectedId, exploration, onExplore } = props;
  const { collapsed, expanded } = exploration;

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
    const opened = shown.openedFrom.get(id);
    if (nodeOf(id)?.kind !== 'event') {
      if (opened !== undefined) onExplore(closeGroup(exploration, opened));
      return;
    }
    const whole = { selectedId: graph.selectedId, nodes: graph.nodes, links: graph.links };
    if (id !== graph.selectedId && !collapsed.has(id) && hasBranch(whole, id)) {
      onExplore(collapseEvent(exploration, id));
      return;
    }
    if (opened !== undefined) onExplore(closeGroup(exploration, opened));
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
      onOverviewChange={onOverviewChange}
    />
  );
}
