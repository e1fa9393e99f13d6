import { LANE_HEIGHT_PX, laneTop, type LaneLayout } from './lane-list';
import type { Point } from './link-curve';
import { pixelOf, type PlaceRange } from './place-range';

/** An event of the chosen chain on the axis. */
export interface PlacedStep {
  /** Canonical. */
  readonly type: string;
  readonly isFailed: boolean;
  readonly place: number;
  /** `undefined` for an agent without a lane. */
  readonly lane: number | undefined;
}

/** The line of a chain from its cause to its effect. */
export interface ChainLine {
  readonly start: Point;
  /** Each part stays at its height up to `cornerX`, then turns to the next step. */
  readonly legs: readonly { readonly cornerX: number; readonly to: Point }[];
  /** The steps in view between the ends. */
  readonly steps: readonly Point[];
  /** `null` out of view. */
  readonly cause: (Point & Pick<PlacedStep, 'type' | 'isFailed'>) | null;
  readonly effect: Point | null;
}

/** The width of the turn from one lane to another. */
const BEND_PX = 20;
/** Points out of view are this far from the plot at most, because a canvas cannot draw to any number. */
const BEYOND_PX = 100;

/**
 * The line of a chain on the lanes; `null` without two steps. A step on a lane out of view, or without a lane, draws the line to
 * the nearest edge of the lanes, and has no dot.
 */
export function chainLine(
  steps: readonly PlacedStep[],
  layout: LaneLayout,
  view: PlaceRange,
  widthPx: number,
): ChainLine | null {
  const placed = steps.map((step) => ({ ...step, ...pointOf(step, layout, view, widthPx) }));
  const [first, ...later] = placed;
  const last = later.pop();
  if (first === undefined || last === undefined) return null;
  let before: Point = first;
  const legs = [...later, last].map((to) => {
    const isLevel = Math.abs(to.y - before.y) < 1;
    const cornerX = isLevel ? to.x : Math.max(before.x, to.x - BEND_PX);
    before = to;
    return { cornerX: to.x < cornerX ? Math.min(cornerX, to.x + BEND_PX) : cornerX, to };
  });
  return {
    start: first,
    legs,
    steps: later.filter(({ isInView }) => isInView),
    cause: first.isInView ? first : null,
    effect: last.isInView ? last : null,
  };
}

function pointOf(
  { place, lane }: PlacedStep,
  layout: LaneLayout,
  view: PlaceRange,
  widthPx: number,
): Point & { readonly isInView: boolean } {
  const px = pixelOf(place, view, widthPx);
  const x = Math.min(Math.max(px, -BEYOND_PX), widthPx + BEYOND_PX);
  const bottom = layout.heightPx - 1;
  if (lane === undefined) return { x, y: bottom, isInView: false };
  const top = 1 + (lane < layout.pinnedCount ? 0 : layout.pinnedCount * LANE_HEIGHT_PX);
  const middle = laneTop(layout, lane) + LANE_HEIGHT_PX / 2;
  const y = Math.min(Math.max(middle, top), bottom);
  return { x, y, isInView: y === middle && px >= 0 && px <= widthPx };
}
