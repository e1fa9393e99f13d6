import { curveBumpX, line, pathRound } from 'd3';
import { CARD_HEIGHT, CARD_WIDTH } from './card-size';

/** Room for the arrowhead's tip. */
const ARROW_PX = 2;
/** How far a link that closes a cycle swings out beside the cards. */
const SWING_PX = 40;
/** How far above the cards it passes: half of what lies between two of them. */
const CLEARANCE_PX = 8;

interface Point {
  /** Left edge of the column. */
  readonly x: number;
  readonly y: number;
}

/**
 * An SVG path through the columns: from the right edge of the first cell, level across those between, to the left
 * edge of the last; what it fills, and its middle. A link that leads backwards, or to its own cause, swings round the
 * cards.
 */
export function routeLink(cells: readonly Point[]) {
  const [cause, effect] = [cells[0], cells.at(-1)];
  if (cause === undefined || effect === undefined) throw new RangeError('a link without ends');
  const start = { x: cause.x + CARD_WIDTH, y: cause.y };
  const end = { x: effect.x - ARROW_PX, y: effect.y };
  if (end.x <= start.x) return backwardRoute(start, end);
  const between = cells.slice(1, -1).flatMap(({ x, y }) => [
    { x, y },
    { x: x + CARD_WIDTH, y },
  ]);
  const points = [start, ...between, end];
  const ys = points.map(({ y }) => y);
  const box = { left: start.x, top: Math.min(...ys), right: end.x, bottom: Math.max(...ys) };
  return { path: bumps(points) ?? '', box, middle: middleOf(points) };
}

const bumps = line<Point>()
  .x((point) => point.x)
  .y((point) => point.y)
  .curve(curveBumpX)
  .digits(1);

/** The curve passes the middle of each stretch. */
function middleOf(points: readonly Point[]): Point {
  const at = Math.floor((points.length - 1) / 2);
  const [from = { x: 0, y: 0 }, to = from] = points.slice(at, at + 2);
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

function backwardRoute(start: Point, end: Point) {
  const swing = pathRound(1);
  const above = Math.min(start.y, end.y) - CARD_HEIGHT / 2 - CLEARANCE_PX;
  const [right, left] = [start.x + SWING_PX, end.x - SWING_PX];
  swing.moveTo(start.x, start.y);
  swing.bezierCurveTo(right, start.y, right, above, start.x, above);
  swing.lineTo(end.x, above);
  swing.bezierCurveTo(left, above, left, end.y, end.x, end.y);
  return {
    path: swing.toString(),
    box: { left, top: above, right, bottom: Math.max(start.y, end.y) },
    middle: { x: (start.x + end.x) / 2, y: above },
  };
}
