'use client';

import { useId, useMemo, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { Button } from '@/components/ui/button';
import type { CausalGraph } from './causal-graph';
import { ColumnHeadings, SelectedBand } from './column-headings';
import { GraphContent } from './graph-content';
import { layoutGraph } from './layout-graph';
import { useGraphZoom } from './use-graph-zoom';
import { walkGraph, type Direction } from './walk-graph';
import styles from './graph-view.module.css';

const WALKS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'to-cause',
  ArrowRight: 'to-effect',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Below this scale cards show their type's colour only. */
const LOW_DETAIL_SCALE = 0.4;

interface GraphViewProps {
  readonly graph: CausalGraph;
  /** The event that is selected now, which the graph may still have to catch up with. */
  readonly selectedId: string;
  readonly onSelectEvent: (eventId: string) => void;
}

/** The graph to look at and walk through: arrows follow links, Enter selects, `f` fits, `+` and `-` zoom. */
export function GraphView({ graph, selectedId, onSelectEvent }: GraphViewProps) {
  const idPrefix = useId();
  const layout = useMemo(
    () => layoutGraph({ ...graph, nodeIds: [...graph.nodes.keys()] }),
    [graph],
  );
  const { surface, frame, size, fit, zoomIn, zoomOut, reveal } = useGraphZoom(layout);
  const [walkedTo, setWalkedTo] = useState({ from: selectedId, id: selectedId });
  const [hoveredId, setHoveredId] = useState<string>();

  // Walking starts anew where the selection goes.
  const isOnTheWay = walkedTo.from === selectedId && graph.nodes.has(walkedTo.id);
  const tabStopId = isOnTheWay
    ? walkedTo.id
    : graph.nodes.has(selectedId)
      ? selectedId
      : graph.selectedId;

  function select(id: string | undefined) {
    if (id !== undefined && graph.nodes.get(id)?.kind === 'event') onSelectEvent(id);
  }

  function walk(direction: Direction) {
    const next = walkGraph(layout, tabStopId, direction);
    if (next === undefined) return;
    setWalkedTo({ from: selectedId, id: next.id });
    reveal(next);
    cardElement(surface.current, next.id)?.focus({ preventScroll: true });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = WALKS[event.key];
    if (direction !== undefined) walk(direction);
    else if (event.key === 'Enter' || event.key === ' ') select(nodeIdOf(event));
    else if (event.key === 'f') fit();
    else if (event.key === '+' || event.key === '=') zoomIn();
    else if (event.key === '-') zoomOut();
    else return;
    // These keys mean other things elsewhere on the page.
    event.preventDefault();
    event.stopPropagation();
  }

  function onFocus(event: SyntheticEvent) {
    const id = nodeIdOf(event);
    const node = layout.nodes.find((placed) => placed.id === id);
    if (node === undefined) return;
    setWalkedTo({ from: selectedId, id: node.id });
    // A pointer's press must not move what it presses.
    if (event.target instanceof Element && event.target.matches(':focus-visible')) reveal(node);
  }

  return (
    <div className={styles['view']}>
      <p id={`${idPrefix}-keys`} hidden>
        Left arrow goes to a cause, right arrow to an effect, up and down along a column. Enter
        selects. F fits, plus and minus zoom.
      </p>
      <svg
        ref={surface}
        className={styles['surface']}
        role="group"
        aria-label="Graph of causes and effects"
        aria-describedby={`${idPrefix}-keys`}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onClick={(event) => select(nodeIdOf(event))}
        onPointerOver={(event) => setHoveredId(nodeIdOf(event))}
        onPointerLeave={() => setHoveredId(undefined)}
      >
        <SelectedBand frame={frame} />
        <g
          transform={`translate(${frame.x},${frame.y}) scale(${frame.k})`}
          data-detail={frame.k < LOW_DETAIL_SCALE ? 'low' : 'high'}
          visibility={size.width === 0 ? 'hidden' : undefined}
        >
          <GraphContent
            graph={graph}
            layout={layout}
            idPrefix={idPrefix}
            selectedId={selectedId}
            tabStopId={tabStopId}
            activeId={hoveredId ?? tabStopId}
          />
        </g>
        <ColumnHeadings graph={graph} layout={layout} frame={frame} />
      </svg>
      <div className={styles['zoom']} role="group" aria-label="Zoom">
        <Button onClick={zoomOut} aria-label="Zoom out" aria-keyshortcuts="-">
          −
        </Button>
        <Button onClick={zoomIn} aria-label="Zoom in" aria-keyshortcuts="+">
          +
        </Button>
        <Button onClick={fit} aria-keyshortcuts="f">
          Fit
        </Button>
      </div>
    </div>
  );
}

function nodeIdOf({ target }: SyntheticEvent): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest('[data-node-id]')?.getAttribute('data-node-id') ?? undefined;
}

function cardElement(surface: SVGSVGElement | null, id: string): SVGElement | undefined {
  const cards = surface?.querySelectorAll<SVGElement>('[data-node-id]') ?? [];
  return [...cards].find((card) => card.getAttribute('data-node-id') === id);
}
