'use client';

import { useMemo, useState } from 'react';
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
  readonly scrollTo: (topPx: number) => void;
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
  const [scrolledPx, scrollTo] = useState(0);
  const { agents } = simulation;
  const lanes = useMemo(
    () => listLanes(agents, { criteria, pinned, order, sought }),
    [agents, criteria, pinned, order, sought],
  );
  const heights = plotHeights(heightPx, lanes.length * LANE_HEIGHT_PX);
  const { lanesPx } = heights;
  const layout = useMemo(() => {
    const room = Math.max(0, Math.floor(lanesPx / LANE_HEIGHT_PX) - 1);
    const pinnedCount = Math.min(room, lanes.filter(({ isPinned }) => isPinned).length);
    const mostPx = Math.max(0, lanes.length * LANE_HEIGHT_PX - lanesPx);
    const scrollTopPx = Math.min(scrolledPx, mostPx);
    return { lanes, pinnedCount, scrollTopPx, heightPx: lanesPx };
  }, [lanes, lanesPx, scrolledPx]);
  return { layout, heights, sought, seek, order, setOrder, togglePin, scrollTo };
}

/** Where lanes have to be scrolled to so that one of them is in view. */
export function scrollTopShowing(layout: LaneLayout, lane: number): number {
  const { pinnedCount, scrollTopPx, heightPx } = layout;
  if (lane < pinnedCount) return scrollTopPx;
  const most = (lane - pinnedCount) * LANE_HEIGHT_PX;
  const least = (lane + 1) * LANE_HEIGHT_PX - heightPx;
  return Math.max(0, Math.min(Math.max(scrollTopPx, least), most));
}
