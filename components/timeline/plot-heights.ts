import { LANE_HEIGHT_PX } from './lane-list';

/** The heights of the parts of the plot. */
export interface PlotHeights {
  readonly densityPx: number;
  /** 0 without room for lanes. */
  readonly lanesPx: number;
}

export const AXIS_HEIGHT_PX = 18;
const MIN_DENSITY_PX = 36;
const MAX_DENSITY_PX = 88;
const DENSITY_SHARE = 0.24;
/** Without room for two lanes, there are none. */
const MIN_LANES_PX = 40;

/**
 * Divides a height: a small one is all density, a large one mostly lanes, but not more than all lanes need. The density gives
 * way where all lanes fit then. No lane is cut: the lanes have a height of whole lanes.
 */
export function plotHeights(heightPx: number, allLanesPx: number): PlotHeights {
  const free = Math.max(0, heightPx - AXIS_HEIGHT_PX);
  if (free < MIN_DENSITY_PX + MIN_LANES_PX) return { densityPx: free, lanesPx: 0 };
  const share = Math.round(heightPx * DENSITY_SHARE);
  const densityPx = Math.min(Math.max(share, MIN_DENSITY_PX), MAX_DENSITY_PX);
  if (allLanesPx <= free - MIN_DENSITY_PX) {
    // The density gets the room that lanes leave, up to twice its usual height.
    const spare = Math.max(0, Math.min(free - densityPx - allLanesPx, MAX_DENSITY_PX));
    const lanesPx = Math.max(allLanesPx, free - densityPx - spare);
    return { densityPx: free - lanesPx, lanesPx };
  }
  const lanesPx = Math.floor((free - densityPx) / LANE_HEIGHT_PX) * LANE_HEIGHT_PX;
  return { densityPx: free - lanesPx, lanesPx };
}
