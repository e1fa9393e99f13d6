/** How high the parts of the plot are. */
export interface PlotHeights {
  readonly densityPx: number;
  /** 0 where there is no room for lanes. */
  readonly lanesPx: number;
}

export const AXIS_HEIGHT_PX = 18;
const MIN_DENSITY_PX = 36;
const MAX_DENSITY_PX = 88;
const DENSITY_SHARE = 0.24;
/** Less than two lanes are none. */
const MIN_LANES_PX = 40;

/** Divides a height: low ones are all density, high ones mostly lanes, but for no more than there are. */
export function plotHeights(heightPx: number, allLanesPx: number): PlotHeights {
  const free = Math.max(0, heightPx - AXIS_HEIGHT_PX);
  if (free < MIN_DENSITY_PX + MIN_LANES_PX) return { densityPx: free, lanesPx: 0 };
  const share = Math.round(heightPx * DENSITY_SHARE);
  const densityPx = Math.min(Math.max(share, MIN_DENSITY_PX), MAX_DENSITY_PX);
  const lanesPx = free - densityPx;
  // What lanes leave free is given to the density, up to twice its usual height.
  const spare = Math.max(0, Math.min(lanesPx - allLanesPx, MAX_DENSITY_PX));
  return { densityPx: densityPx + spare, lanesPx: lanesPx - spare };
}
