'use client';

import { useMemo, useState } from 'react';
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
  /** Height of the element that is scrolled to see all lanes; of very many less than theirs. */
  readonly scrollHeightPx: number;
  /** Told where that element was scrolled to. */
  readonly scrollTo: (thumbPx: number) => void;
  /** Where to scroll that element to, so that the lanes are scrolled so far. */
  readonly thumbOf: (scrollTopPx: number) => number;
}

/** Which lanes there are, and where they stand in a plot so high. */
export function useLaneLayout(
  simulation: SimulationSummary,
  criteria: EventCriteria,
  heightPx: number,
): LaneControl {
  const [pinned, togglePin] = usePinnedLanes(simulation.id);
  const [sought, seek] = useState('');
  const [order, setOrder] = useState<LaneOrder>('name');
  const [thumbPx, scrollTo] = useState(0);
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
  // How far lanes move when the thumb moves by 1.
  const scale = scrollHeightPx === allPx ? 1 : (allPx - lanesPx) / (scrollHeightPx - lanesPx);
  const layout = useMemo(() => {
    const room = Math.max(0, Math.floor(lanesPx / LANE_HEIGHT_PX) - 1);
    const pinnedCount = Math.min(room, lanes.filter(({ isPinned }) => isPinned).length);
    const mostPx = Math.max(0, lanes.length * LANE_HEIGHT_PX - lanesPx);
    const scrollTopPx = Math.min(thumbPx * scale, mostPx);
    return { lanes, pinnedCount, scrollTopPx, heightPx: lanesPx };
  }, [lanes, lanesPx, thumbPx, scale]);
  const thumbOf = (scrollTopPx: number) => scrollTopPx / scale;
  return {
    ...{ layout, heights, sought, seek, order, setOrder, togglePin },
    ...{ scrollHeightPx, scrollTo, thumbOf },
  };
}

/** Where lanes have to be scrolled to so that one of them is in view. */
export function scrollTopShowing(layout: LaneLayout, lane: number): number {
  const { pinnedCount, scrollTopPx, heightPx } = layout;
  if (lane < pinnedCount) return scrollTopPx;
  const most = (lane - pinnedCount) * LANE_HEIGHT_PX;
  const least = (lane + 1) * LANE_HEIGHT_PX - heightPx;
  return Math.max(0, Math.min(Math.max(scrollTopPx, least), most));
}
