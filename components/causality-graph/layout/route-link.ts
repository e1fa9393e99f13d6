import { pathRound } from 'd3';
import { boxOf } from './box';
import { CARD_GAP, CARD_HEIGHT, CARD_WIDTH } from './card-size';

/** Room for the arrowhead's tip. */
const ARROW_PX = 2;
/** How far a link that closes a cycle extends beyond the cards. */
const SWING_PX = 40;
/** How far above the cards it passes: half the distance between two cards. */
const CLEARANCE_PX = CARD_GAP / 2;
/** How far a link within a column extends to its left. */
const BULGE_PX = 26;

interface Point {
  /** The left edge of the column. */
  readonly x: number;
  readonly y: number;
}

/**
 * An SVG path through the columns: from the right edge of the first cell, level across the cells between, to the left edge of
 * the last; with its bounding box and its middle. A link that closes a cycle through the selected card, or leads to its own
 * cause, goes around the cards.
 */
export function routeLink(cells: readonly Point[]) {
  const [cause, effect] = [cells[0], cells.at(-1)];
  if (cause === undefined || effect === undefined) throw new RangeError('a link without ends');
  const start = { x: cause.x + CARD_WIDTH, y: cause.y };
  const end = { x: effect.x - ARROW_PX, y: effect.y };
  if (end.x <= start.x) {
    const isBesideSelected = cause.x * effect.x > 0 && cause !== effect;
    return isBesideSelected ? nearRoute(cause, effect) : backwardRoute(start, end);
  }
  const between = cells.slice(1, -1).flatMap(({ x, y }) => [
    { x, y },
    { x: x + CARD_WIDTH, y },
  ]);
  const points = [start, ...between, end] as const;
  const stretches = stretchesOf(points);
  return {
    path: `M${start.x},${start.y}${stretches.map(({ command }) => command).join('')}`,
    pieces: stretches.map(({ from, to, command }) => ({
      path: `M${from.x},${from.y}${command}`,
      box: boxOf([from, to]),
    })),
    box: boxOf(points),
    middle: middleOf(points),
  };
}

interface Stretch {
  readonly from: Point;
  readonly to: Point;
  /** The commands of an SVG path that has reached `from`. */
  readonly command: string;
}

/** Bends between two columns, and one line over all columns in which it is level. */
function stretchesOf([start, ...points]: readonly [Point, ...Point[]]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from = start;
  points.forEach((to, i) => {
    const isLevel = to.y === from.y;
    if (isLevel && points[i + 1]?.y === to.y) return;
    const middle = (from.x + to.x) / 2;
    const command = isLevel
      ? `L${to.x},${to.y}`
      : `C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y}`;
    stretches.push({ from, to, command });
    from = to;
  });
  return stretches;
}

/** The curve passes through the middle of each stretch. */
function middleOf(points: readonly Point[]): Point {
  const at = Math.floor((points.length - 1) / 2);
  const [from = { x: 0, y: 0 }, to = from] = points.slice(at, at + 2);
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/**
 * Between two causes, or two effects, whose order differs from the order of their columns: from the cause's left edge to the
 * effect's right edge; in one column, to its left edge.
 */
function nearRoute(cause: Point, effect: Point) {
  const isSameColumn = cause.x === effect.x;
  const end = isSameColumn ? effect.x - ARROW_PX : effect.x + CARD_WIDTH + ARROW_PX;
  const bend = isSameColumn
    ? [cause.x - BULGE_PX, end - BULGE_PX]
    : [(cause.x + end) / 2, (cause.x + end) / 2];
  const path = `M${cause.x},${cause.y}C${bend[0] ?? 0},${cause.y} ${bend[1] ?? 0},${effect.y} ${end},${effect.y}`;
  const box = boxOf([
    { x: Math.min(cause.x, end) - (isSameColumn ? BULGE_PX : 0), y: cause.y },
    { x: Math.max(cause.x, end), y: effect.y },
  ]);
  return {
    path,
    pieces: [{ path, box }],
    box,
    middle: { x: (box.left + box.right) / 2, y: (cause.y + effect.y) / 2 },
  };
}

function backwardRoute(start: Point, end: Point) {
  const swing = pathRound(1);
  const above = Math.min(start.y, end.y) - CARD_HEIGHT / 2 - CLEARANCE_PX;
  const [right, left] = [start.x + SWING_PX, end.x - SWING_PX];
  swing.moveTo(start.x, start.y);
  swing.bezierCurveTo(right, start.y, right, above, start.x, above);
  swing.lineTo(end.x, above);
  swing.bezierCurveTo(left, above, left, end.y, end.x, end.y);
  const box = { left, top: above, right, bottom: Math.max(start.y, end.y) };
  return {
    path: swing.toString(),
    pieces: [{ path: swing.toString(), box }],
    box,
    middle: { x: (start.x + end.x) / 2, y: above },
  };
}
