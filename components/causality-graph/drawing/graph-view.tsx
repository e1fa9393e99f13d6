'use client';

import { pointer } from 'd3';
import {
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type SyntheticEvent,
} from 'react';
import { flushSync } from 'react-dom';
import { useIsPrinting } from '@/components/ui/use-is-printing';
import { runByFocusKey } from '@/components/commands/command';
import { ExportSheet } from './export-sheet';
import { GraphContent, type GraphLook } from './graph-content';
import { GraphControls } from './graph-controls';
import { GRAPH_COMMANDS, type GraphAct } from './graph-commands';
import { GraphLegend } from './graph-legend';
import { HoverCard, type Pointed } from './hover-card';
import { GraphSheet } from './graph-sheet';
import { Minimap } from './minimap';
import { linkCounts } from './node-text';
import type { SaveAs } from '@/components/save-drawing';
import { BandHeadings, TurnBands } from './turn-band-view';
import type { LaidOutGraph } from '../layout/use-graph-layout';
import { isAllLegible, type Frame } from './frame-graph';
import { useGraphZoom } from './use-graph-zoom';
import { cardAt, screenPixel, visibleArea } from './visible-area';
import { walkGraph } from '../layout/walk-graph';
import styles from './graph-view.module.css';

/** Below this scale cards show only the colour of their type. */
const SMALL_SCALE = 0.5;

/** Actions on nodes, by id. The receiver decides whether a node allows the action. */
export interface GraphActions {
  readonly onSelect: (nodeId: string) => void;
  /** A press on the card begins. */
  readonly onApproach: (nodeId: string) => void;
  readonly onExpand: (nodeId: string) => void;
  readonly onCollapse: (nodeId: string) => void;
  /** The second press on the same card. */
  readonly onSelectAgain: (nodeId: string) => void;
  /** The current operation is cancelled. */
  readonly onDismiss: () => void;
  /** Merges cards until the whole graph is legible at once, or shows the near ones in full size again. */
  readonly onOverviewChange: (isOverview: boolean) => void;
}

interface GraphViewProps extends GraphLook, GraphActions {
  readonly simulationId: string;
  readonly laidOut: LaidOutGraph;
  /** A description of events left out; `undefined` when the graph is complete. */
  readonly cutText: string | undefined;
}

/** The graph, with pointer and keyboard navigation; {@link GRAPH_COMMANDS} has the keys. */
export function GraphView({
  laidOut,
  selectedId,
  highlight,
  isDimmed,
  expanded,
  canExpand = true,
  ...props
}: GraphViewProps) {
  const look: GraphLook = { selectedId, highlight, isDimmed, expanded, canExpand };
  const { graph, layout } = laidOut;
  const idPrefix = useId();
  const zoom = useGraphZoom(layout, graph.isOverview);
  const { surface, frame, size } = zoom;
  const [walkedTo, setWalkedTo] = useState({ from: selectedId, id: selectedId });
  const [pointedAt, setPointedAt] = useState<PointedAt>();
  const [exporting, setExporting] = useState<SaveAs>();

  // When the selection changes, walking starts again from there.
  const isOnTheWay = walkedTo.from === selectedId && graph.nodes.has(walkedTo.id);
  const tabStopId = isOnTheWay
    ? walkedTo.id
    : graph.nodes.has(selectedId)
      ? selectedId
      : graph.selectedId;
  const area = visibleArea(frame, size);
  const areaKey = JSON.stringify(area);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- an area of the same numbers is the same
  const seenArea = useMemo(() => area, [areaKey]);
  const isPrinting = useIsPrinting();
  const isSmall = frame.k < SMALL_SCALE;
  const counts = useMemo(() => linkCounts(graph), [graph]);
  const pointed = pointedIn(laidOut, pointedAt);

  // The frame of d3-zoom: a card that is selected elsewhere comes into view. The graph's own event always is.
  const revealSelected = useEffectEvent(() => {
    const place = layout.nodes.find(({ id }) => id === selectedId);
    if (place !== undefined && selectedId !== graph.selectedId) zoom.reveal(place);
  });
  useEffect(() => revealSelected(), [selectedId]);

  function walkTo(next: { readonly id: string } | undefined) {
    const place = layout.nodes.find((node) => node.id === next?.id);
    if (place === undefined) return;
    // A card out of view is drawn only once it has the focus.
    flushSync(() => setWalkedTo({ from: selectedId, id: place.id }));
    zoom.reveal(place);
    cardElement(surface.current, place.id)?.focus({ preventScroll: true });
  }

  function fit() {
    if (isAllLegible(layout, size) || (graph.isOverview && graph.openedFrom.size === 0)) zoom.fit();
    else props.onOverviewChange(true);
  }

  function showNear() {
    if (graph.isOverview) props.onOverviewChange(false);
    else zoom.reset();
  }

  function act(command: GraphAct, id: string | undefined) {
    switch (command.act) {
      case 'walk':
        walkTo(walkGraph(layout, tabStopId, command.direction));
        break;
      case 'home':
        walkTo({ id: graph.selectedId });
        break;
      case 'pan':
        zoom.pan(command.direction);
        break;
      case 'fit':
        fit();
        break;
      case 'reset':
        showNear();
        break;
      case 'zoomIn':
        zoom.zoomIn();
        break;
      case 'zoomOut':
        zoom.zoomOut();
        break;
      case 'dismiss':
        setPointedAt(undefined);
        props.onDismiss();
        break;
      case 'select':
        if (id !== undefined) props.onSelect(id);
        break;
      case 'expand':
        if (id !== undefined) props.onExpand(id);
        break;
      case 'collapse':
        if (id !== undefined) props.onCollapse(id);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const id = nodeIdOf(event);
    const isHandled = runByFocusKey(GRAPH_COMMANDS, (command) => act(command, id), event);
    if (isHandled) event.stopPropagation();
  }

  /** The node at the pointer. A card that is not legible may have no element of its own. */
  function nodeIdAt(event: SyntheticEvent<Element, MouseEvent>): string | undefined {
    const id = nodeIdOf(event);
    if (id !== undefined || !isSmall) return id;
    const [x, y] = pointer(event, surface.current);
    return cardAt(layout, { x: (x - frame.x) / frame.k, y: (y - frame.y) / frame.k })?.id;
  }

  function point(event: SyntheticEvent<Element, MouseEvent>) {
    const nodeId = nodeIdAt(event);
    const link = attributeOf(event, 'data-link');
    if (nodeId !== undefined) {
      setPointedAt((before) => (before?.nodeId === nodeId ? before : { nodeId }));
    } else setPointedAt(link === undefined ? undefined : { link: Number(link) });
  }

  function onClick(event: SyntheticEvent<Element, MouseEvent>) {
    const id = nodeIdAt(event);
    if (id === undefined) return;
    const fold = attributeOf(event, 'data-fold');
    if (fold === 'expand') props.onExpand(id);
    else if (fold === 'collapse') props.onCollapse(id);
    // The second of two presses.
    else if (event.nativeEvent.detail === 2) props.onSelectAgain(id);
    else props.onSelect(id);
  }

  function onFocus(event: SyntheticEvent) {
    const id = nodeIdOf(event);
    const node = layout.nodes.find((placed) => placed.id === id);
    if (node === undefined) return;
    setWalkedTo({ from: selectedId, id: node.id });
    // A press of the pointer must not move the pressed card.
    if (!(event.target instanceof Element && event.target.matches(':focus-visible'))) return;
    setPointedAt({ nodeId: node.id });
    zoom.reveal(node);
  }

  return (
    <div className={styles['view']}>
      <p id={`${idPrefix}-keys`} hidden>
        Left arrow goes to a cause, right arrow to an effect, up and down along a column, Home to
        the selected event. Enter selects. Plus shows one step more from an event, minus collapses
        what hangs on it. F fits, 0 resets, W and S zoom.
      </p>
      <div className={styles['area']}>
        <div
          ref={surface}
          className={styles['surface']}
          role="group"
          aria-label="Graph of causes and effects"
          aria-describedby={`${idPrefix}-keys`}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onBlur={() => setPointedAt(undefined)}
          onClick={onClick}
          onPointerOver={point}
          onPointerMove={isSmall ? point : undefined}
          onPointerDown={(event) => {
            const id = nodeIdAt(event);
            if (id !== undefined) props.onApproach(id);
          }}
          onPointerLeave={() => setPointedAt(undefined)}
        >
          <svg
            className={styles['moved']}
            style={movedStyle(frame)}
            visibility={size.width === 0 ? 'hidden' : undefined}
          >
            <TurnBands laidOut={laidOut} area={seenArea} />
            <GraphContent
              laidOut={laidOut}
              {...look}
              idPrefix={idPrefix}
              tabStopId={tabStopId}
              // The keyboard position must not compete with a highlight.
              activeId={pointedAt?.nodeId ?? (highlight === undefined ? tabStopId : undefined)}
              area={seenArea}
              isSmall={isSmall}
            />
          </svg>
          <svg className={styles['fixed']}>
            <BandHeadings laidOut={laidOut} frame={frame} size={size} />
          </svg>
        </div>
        {pointed === undefined ? null : (
          <HoverCard
            graph={graph}
            pointed={pointed}
            links={counts.get(pointedAt?.nodeId ?? '') ?? ''}
            frame={frame}
            size={size}
          />
        )}
      </div>
      <div className={styles['footer']}>
        <GraphLegend graph={graph} />
        <Minimap layout={layout} frame={frame} size={size} onMove={zoom.centreOn} />
        <GraphControls
          zoom={zoom}
          onFit={fit}
          onShowNear={graph.isOverview ? showNear : undefined}
          onSave={setExporting}
        />
      </div>
      {isPrinting ? (
        <GraphSheet
          {...look}
          className={styles['printed']}
          laidOut={laidOut}
          cutText={props.cutText}
        />
      ) : null}
      {exporting === undefined ? null : (
        <ExportSheet
          simulationId={props.simulationId}
          laidOut={laidOut}
          {...look}
          saveAs={exporting}
          cutText={props.cutText}
          onSaved={() => setExporting(undefined)}
        />
      )}
    </div>
  );
}

function movedStyle({ x, y, k }: Frame): CSSProperties {
  const style = {
    transform: `translate3d(${x}px,${y}px,0) scale(${k})`,
    '--pixel': screenPixel(k),
  };
  return style;
}

interface PointedAt {
  readonly nodeId?: string;
  /** The index in the layout. */
  readonly link?: number;
}

function pointedIn(
  { graph, layout }: LaidOutGraph,
  at: PointedAt | undefined,
): Pointed | undefined {
  if (at?.nodeId !== undefined) {
    const node = graph.nodes.get(at.nodeId);
    const place = layout.nodes.find(({ id }) => id === at.nodeId);
    return node === undefined || place === undefined ? undefined : { kind: 'node', node, place };
  }
  const routed = at?.link === undefined ? undefined : layout.links[at.link];
  return routed === undefined ? undefined : { kind: 'link', routed };
}

function nodeIdOf(event: SyntheticEvent): string | undefined {
  return attributeOf(event, 'data-node-id');
}

function attributeOf({ target }: SyntheticEvent, name: string): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest(`[${name}]`)?.getAttribute(name) ?? undefined;
}

function cardElement(surface: HTMLElement | null, id: string): SVGElement | undefined {
  const cards = surface?.querySelectorAll<SVGElement>('[data-node-id]') ?? [];
  return [...cards].find((card) => card.getAttribute('data-node-id') === id);
}
