'use client';

import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import { maxScrollHeightPx } from '@/components/ui/scroll-scale';
import { useDevicePixelRatio } from '@/components/ui/use-device-pixel-ratio';
import type { SimulationSummary } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { LANE_HEIGHT_PX, listLanes, type LaneLayout, type LaneOrder } from './lane-list';
import { plotHeights, type PlotHeights } from './plot-heights';
import { usePinnedLanes } from './use-pinned-lanes';

export interface LaneControl {
  readonly layout: LaneLayout;
  readonly heights: PlotHeights;
  readonly sought: string;
  readonly seek: (name: string) => void;
  readonly order: LaneOrder;
  readonly setOrder: (order: LaneOrder) => void;
  readonly togglePin: (key: string) => void;
  /** The height of the scrolled element; with very many lanes, less than the height of all lanes. */
  readonly scrollHeightPx: number;
  /** The element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Called with its new scroll position. */
  readonly onScroll: (thumbPx: number) => void;
  /** Scrolls a lane into view. */
  readonly show: (lane: number) => void;
  /** Whether a target is in lanes that can scroll. */
  readonly canScrollAt: (target: EventTarget | null) => boolean;
}

/** The lanes, and their layout in a plot of a height. */
export function useLaneLayout(
  simulation: SimulationSummary,
  criteria: EventCriteria,
  heightPx: number,
): LaneControl {
  const [pinned, togglePin] = usePinnedLanes(simulation.id);
  const [sought, seek] = useState('');
  const [order, setOrder] = useState<LaneOrder>('name');
  const [thumbPx, onScroll] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const ratio = useDevicePixelRatio();
  const { agents } = simulation;
  const lanes = useMemo(
    () => listLanes(agents, { criteria, pinned, order, sought }),
    [agents, criteria, pinned, order, sought],
  );
  const heights = plotHeights(heightPx, lanes.length * LANE_HEIGHT_PX);
  const { lanesPx } = heights;
  const allPx = lanes.length * LANE_HEIGHT_PX;
  const scrollHeightPx = Math.min(allPx, maxScrollHeightPx(ratio));
  // The movement of lanes when the thumb moves by 1.
  const scale = scrollHeightPx === allPx ? 1 : (allPx - lanesPx) / (scrollHeightPx - lanesPx);
  const layout = useMemo(() => {
    const room = Math.max(0, Math.floor(lanesPx / LANE_HEIGHT_PX) - 1);
    const pinnedCount = Math.min(room, lanes.filter(({ isPinned }) => isPinned).length);
    const mostPx = Math.max(0, lanes.length * LANE_HEIGHT_PX - lanesPx);
    // Lanes scroll by whole lanes, so that none is cut.
    const scrollTopPx = Math.min(
      Math.round((thumbPx * scale) / LANE_HEIGHT_PX) * LANE_HEIGHT_PX,
      mostPx,
    );
    return { lanes, pinnedCount, scrollTopPx, heightPx: lanesPx };
  }, [lanes, lanesPx, thumbPx, scale]);
  const show = (lane: number) => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = scrollTopShowing(layout, lane) / scale;
  };
  const canScrollAt = useCallback((target: EventTarget | null) => {
    const element = scroller.current;
    if (element === null || !(target instanceof Node) || !element.contains(target)) return false;
    return element.scrollHeight > element.clientHeight + 1;
  }, []);
  return {
    layout,
    heights,
    sought,
    seek,
    order,
    setOrder,
    togglePin,
    scrollHeightPx,
    scroller,
    onScroll,
    show,
    canScrollAt,
  };
}

/** The scroll position that shows a lane. */
function scrollTopShowing(layout: LaneLayout, lane: number): number {
  const { pinnedCount, scrollTopPx, heightPx } = layout;
  if (lane < pinnedCount) return scrollTopPx;
  const most = (lane - pinnedCount) * LANE_HEIGHT_PX;
  const least = (lane + 1) * LANE_HEIGHT_PX - heightPx;
  return Math.max(0, Math.min(Math.max(scrollTopPx, least), most));
}
