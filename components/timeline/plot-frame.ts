import type { PointerEvent } from 'react';
import type { AxisModel } from './axis-model';
import { LANE_HEIGHT_PX, laneAt, laneTop, type LaneLayout } from './lane-list';
import type { PlaceRange } from './place-range';
import { AXIS_HEIGHT_PX } from './plot-heights';

/** The layout of the plot: the density, the axis below it, then the lanes. */
export interface PlotFrame {
  readonly model: AxisModel;
  /** The range from the left edge to the right edge. */
  readonly view: PlaceRange;
  /** The width of the names beside the plot. */
  readonly leftPx: number;
  readonly widthPx: number;
  readonly densityPx: number;
  readonly layout: LaneLayout;
}

/** A point on the plot, and the position of the plot in the window. */
export interface PlotPoint {
  readonly x: number;
  /** -1 without a lane. */
  readonly lane: number;
  readonly origin: DOMRect;
}

/** The point of a pointer event of the plot's element; `null` beside the plot. */
export function pointInPlot(
  { leftPx, widthPx, densityPx, layout }: PlotFrame,
  event: PointerEvent<HTMLElement>,
): PlotPoint | null {
  const origin = event.currentTarget.getBoundingClientRect();
  const x = event.clientX - origin.left - leftPx;
  if (x < 0 || x > widthPx) return null;
  const y = event.clientY - origin.top;
  return { x, origin, lane: laneAt(layout, y - densityPx - AXIS_HEIGHT_PX) };
}

/** The top and the bottom of a lane, or of the density, in pixels of the window. */
export function edgesOfLane({ densityPx, layout }: PlotFrame, lane: number, origin: DOMRect) {
  const lanesTop = origin.top + densityPx + AXIS_HEIGHT_PX;
  if (lane === -1) return { top: origin.top, bottom: lanesTop };
  const top = lanesTop + laneTop(layout, lane);
  return { top, bottom: top + LANE_HEIGHT_PX };
}
