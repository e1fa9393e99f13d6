/** A point of the canvas. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A curve from a cause to its effect, with the two control points of a cubic Bézier. */
export interface LinkCurve {
  readonly from: Point;
  readonly to: Point;
  readonly bend: readonly [Point, Point];
}

const MIN_BEND_PX = 10;
const MAX_BEND_PX = 90;
const ARC_PX = 14;

/** The curve starts on the right of a cause and ends on the left of its effect; within a lane it is an arc. */
export function linkCurve(from: Point, to: Point): LinkCurve {
  if (Math.abs(from.y - to.y) < 1) {
    const y = from.y - ARC_PX;
    const third = (to.x - from.x) / 3;
    return {
      from,
      to,
      bend: [
        { x: from.x + third, y },
        { x: to.x - third, y },
      ],
    };
  }
  const reach = Math.abs(to.x - from.x) / 2;
  const bend = Math.min(Math.max(reach, MIN_BEND_PX), MAX_BEND_PX);
  return {
    from,
    to,
    bend: [
      { x: from.x + bend, y: from.y },
      { x: to.x - bend, y: to.y },
    ],
  };
}

/** The direction, in radians, in which a curve reaches its effect. */
export function arrivalAngle({ to, bend: [, last] }: LinkCurve): number {
  return Math.atan2(to.y - last.y, to.x - last.x);
}
