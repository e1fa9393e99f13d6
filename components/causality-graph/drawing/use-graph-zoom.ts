import { select, zoom, zoomIdentity, type D3ZoomEvent } from 'd3';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { CARD_WIDTH } from '../layout/card-size';
import {
  frameAll,
  frameNode,
  frameRecentred,
  frameSelected,
  isAllLegible,
  MAX_SCALE,
  MIN_SCALE,
  type Frame,
  type Size,
} from './frame-graph';
import type { GraphLayout, PlacedNode } from '../layout/layout-graph';
import { MOVE_MS, prefersReducedMotion } from './motion';

const ZOOM_STEP = 1.4;
const PAN_SHARE = 0.25;

export interface GraphZoom {
  /** The element that is dragged, pinched and scrolled on. */
  readonly surface: RefObject<HTMLDivElement | null>;
  readonly frame: Frame;
  readonly size: Size;
  readonly fit: () => void;
  /** Shows the selected card in the middle, in full size. */
  readonly reset: () => void;
  /** Moves sideways by a part of the width. */
  readonly pan: (direction: -1 | 1) => void;
  /** Moves a point of the graph to the middle of the surface, without animation. */
  readonly centreOn: (point: { readonly x: number; readonly y: number }) => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  /** Moves the card into view if it is not visible. */
  readonly reveal: (node: PlacedNode) => void;
}

/**
 * Zooming and panning. d3-zoom listens and reports a frame. In a new layout the selected card stays at its place on the screen,
 * and then moves only as far as necessary. An overview is shown whole.
 */
export function useGraphZoom(layout: GraphLayout, isOverview: boolean): GraphZoom {
  const surface = useRef<HTMLDivElement>(null);
  const [frame, setFrame] = useState<Frame>({ x: 0, y: 0, k: 1 });
  const [size, setSize] = useState(NO_SIZE);
  const [behaviour] = useState(() =>
    zoom<HTMLDivElement, unknown>().scaleExtent([MIN_SCALE, MAX_SCALE]).extent(extentOf(NO_SIZE)),
  );
  const shown = useRef<Shown | undefined>(undefined);

  const moveTo = useCallback(
    ({ x, y, k }: Frame, isSmooth: boolean) => {
      if (surface.current === null) return;
      const transform = zoomIdentity.translate(x, y).scale(k);
      behaviour.transform(mover(surface.current, isSmooth ? MOVE_MS : 0), transform);
    },
    [behaviour],
  );

  useEffect(() => {
    const element = surface.current;
    if (element === null) return;
    const selection = select(element);
    behaviour.on('zoom', (event: D3ZoomEvent<HTMLDivElement, unknown>) => {
      const { x, y, k } = event.transform;
      if (shown.current !== undefined) {
        shown.current.frame = { x, y, k };
        shown.current.isMoved ||= event.sourceEvent !== null;
      }
      setFrame({ x, y, k });
    });
    // A double click is two clicks on a card.
    selection.call(behaviour).on('dblclick.zoom', null);
    const observer = new ResizeObserver(() => {
      const now = { width: element.clientWidth, height: element.clientHeight };
      // Set in advance. Otherwise d3 would measure the element, which forces the browser to lay out the new graph once more.
      behaviour.extent(extentOf(now));
      setSize(now);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      selection.interrupt().on('.zoom', null);
    };
  }, [behaviour]);

  // Before the new layout is painted in the old frame.
  useLayoutEffect(() => {
    if (size.width === 0 || size.height === 0) return;
    const before = shown.current;
    const isSame = before?.layout === layout;
    if (isSame && before.isMoved) return;
    const seen = before?.layout.nodes.find((node) => node.id === layout.selectedId);
    if (isSame || before === undefined || seen === undefined) {
      const target = isOverview ? frameAll(layout, size) : frameSelected(layout, size);
      shown.current = { layout, isOverview, frame: target, isMoved: false };
      moveTo(target, false);
      return;
    }
    const { x, y, k } = before.frame;
    const start = { x: seen.x * k + x, y: seen.y * k + y, k };
    // The same event with more or fewer links, in a frame chosen by the reader.
    const isTurned = before.isOverview !== isOverview;
    const isKept = before.isMoved && !isTurned && before.layout.selectedId === layout.selectedId;
    shown.current = { layout, isOverview, frame: start, isMoved: isKept };
    moveTo(start, false);
    if (isKept) return;
    const isWhole = isOverview && (isTurned || isAllLegible(layout, size));
    const calm = isTurned ? frameSelected : frameRecentred;
    moveTo(isWhole ? frameAll(layout, size) : calm(layout, size, start), true);
  }, [layout, isOverview, size, moveTo]);

  const moved = () => {
    if (shown.current !== undefined) shown.current.isMoved = true;
  };
  const scaleBy = (factor: number) => {
    if (surface.current === null) return;
    moved();
    behaviour.scaleBy(mover(surface.current, MOVE_MS / 2), factor);
  };

  return {
    surface,
    frame,
    size,
    fit: () => {
      moved();
      moveTo(frameAll(layout, size), true);
    },
    reset: () => {
      moved();
      moveTo({ x: size.width / 2 - CARD_WIDTH / 2, y: size.height / 2, k: 1 }, true);
    },
    pan: (direction) => {
      moved();
      moveTo({ ...frame, x: frame.x + direction * size.width * PAN_SHARE }, true);
    },
    centreOn: (point) => {
      moved();
      const { k } = frame;
      moveTo({ x: size.width / 2 - point.x * k, y: size.height / 2 - point.y * k, k }, false);
    },
    zoomIn: () => scaleBy(ZOOM_STEP),
    zoomOut: () => scaleBy(1 / ZOOM_STEP),
    reveal: (node) => {
      if (size.width === 0) return;
      const target = frameNode(node, frame, size);
      if (target.x === frame.x && target.y === frame.y) return;
      moved();
      moveTo(target, true);
    },
  };
}

interface Shown {
  readonly layout: GraphLayout;
  readonly isOverview: boolean;
  frame: Frame;
  /** Whether the reader has chosen the frame. Until then it follows the size of the surface. */
  isMoved: boolean;
}

const NO_SIZE: Size = { width: 0, height: 0 };

function extentOf({ width, height }: Size): [[number, number], [number, number]] {
  return [
    [0, 0],
    [width, height],
  ];
}

/** Moves d3 at once, or smoothly if the reader allows motion. */
function mover(element: HTMLDivElement, ms: number) {
  const selection = select(element).interrupt();
  return ms === 0 || prefersReducedMotion() ? selection : selection.transition().duration(ms);
}
