import type { Room } from '../graph/merge-cards';
import { cardsBox, type Box } from '../layout/box';
import { CARD_GAP, CARD_HEIGHT, CARD_WIDTH, LAYER_WIDTH } from '../layout/card-size';
import type { GraphLayout, PlacedNode } from '../layout/layout-graph';

/** The visible part of the graph: a point `p` of the graph appears at `p * k + (x, y)`. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const MIN_SCALE = 0.02;
export const MAX_SCALE = 2;
/** At this scale the small text of cards has about 10 pixels. Smaller text is not legible. */
export const LEGIBLE_SCALE = 0.88;
const MARGIN_PX = 12;
/** Less than this part of a card may be missing. */
const ROUNDING = 0.01;
/** Room for the headings of the columns. */
const TOP_PX = 52;

/** The number of cards that are legible at once on a surface. */
export function roomOn({ width, height }: Size): Room {
  const [widthPx, heightPx] = [width - 2 * MARGIN_PX, height - TOP_PX - MARGIN_PX];
  const columns = Math.floor(
    (widthPx / LEGIBLE_SCALE + LAYER_WIDTH - CARD_WIDTH) / LAYER_WIDTH + ROUNDING,
  );
  const rows = Math.floor(
    (heightPx / LEGIBLE_SCALE + CARD_GAP) / (CARD_HEIGHT + CARD_GAP) + ROUNDING,
  );
  return { rows: Math.max(1, rows), columns: Math.max(3, columns) };
}

/** Shows the whole graph, never larger than full size. */
export function frameAll({ bounds }: GraphLayout, size: Size): Frame {
  return frameBox(bounds, size, MIN_SCALE);
}

/** Whether the whole graph is legible at once. */
export function isAllLegible(layout: GraphLayout, size: Size): boolean {
  return frameAll(layout, size).k >= LEGIBLE_SCALE;
}

/**
 * Shows the whole graph if that is legible. Otherwise shows the part in focus, from its top, or the selected card with its direct
 * causes and effects; without empty sides.
 */
export function frameSelected(layout: GraphLayout, size: Size): Frame {
  const all = frameAll(layout, size);
  if (all.k >= LEGIBLE_SCALE) return all;
  const near = layout.focus ?? nearBox(layout);
  const { k, ...middle } = frameBox(near, size, LEGIBLE_SCALE);
  const isNarrow = near.right - near.left > (size.width - 2 * MARGIN_PX) / k + 1;
  // Where the neighbours do not fit beside it, the selected card is in the middle.
  const x = isNarrow ? size.width / 2 - (CARD_WIDTH / 2) * k : middle.x;
  const y =
    layout.focus !== undefined
      ? TOP_PX - layout.focus.top * k
      : isNarrow
        ? (size.height + TOP_PX - MARGIN_PX) / 2
        : middle.y;
  const { left, right, top, bottom } = layout.bounds;
  return {
    x: within(x, size.width - MARGIN_PX - right * k, MARGIN_PX - left * k),
    y: within(y, size.height - MARGIN_PX - bottom * k, TOP_PX - top * k),
    k,
  };
}

/**
 * Keeps the selected card as close as possible to its place on the screen. A graph that fits is shown completely; of a larger
 * one, the direct causes and effects are.
 */
export function frameRecentred(layout: GraphLayout, size: Size, seen: Frame): Frame {
  if (seen.k < LEGIBLE_SCALE) return frameSelected(layout, size);
  const near = layout.focus ?? nearBox(layout);
  const k = Math.min(seen.k, frameBox(near, size, LEGIBLE_SCALE).k);
  const { left, right, top, bottom } = layout.bounds;
  const keep = (
    wish: number,
    [least, most]: readonly [number, number],
    [from, to]: readonly [number, number],
    [nearFrom, nearTo]: readonly [number, number],
  ) => {
    if ((to - from) * k <= most - least) return within(wish, least - from * k, most - to * k);
    const calm = within(wish, least - nearFrom * k, most - nearTo * k);
    return within(calm, most - to * k, least - from * k);
  };
  return {
    x: keep(seen.x, [MARGIN_PX, size.width - MARGIN_PX], [left, right], [near.left, near.right]),
    y: keep(seen.y, [TOP_PX, size.height - MARGIN_PX], [top, bottom], [near.top, near.bottom]),
    k,
  };
}

/** The bounding box of the selected card and of its direct causes and effects. */
export function nearBox({ selectedId, nodes, links }: GraphLayout): Box {
  const ids = new Set([selectedId]);
  for (const { link } of links) {
    if (link.effect === selectedId) ids.add(link.cause);
    if (link.cause === selectedId) ids.add(link.effect);
  }
  return cardsBox(nodes.filter(({ id }) => ids.has(id)));
}

function frameBox({ left, right, top, bottom }: Box, size: Size, leastScale: number): Frame {
  const fitting = Math.min(
    (size.width - 2 * MARGIN_PX) / (right - left),
    (size.height - TOP_PX - MARGIN_PX) / (bottom - top),
  );
  const k = Math.min(1, Math.max(leastScale, fitting));
  return {
    x: size.width / 2 - ((left + right) / 2) * k,
    y: (size.height + TOP_PX - MARGIN_PX) / 2 - ((top + bottom) / 2) * k,
    k,
  };
}

/** Moves the frame as little as possible to show the whole card. */
export function frameNode(node: PlacedNode, frame: Frame, size: Size): Frame {
  const { x, y, k } = frame;
  return {
    x: within(x, MARGIN_PX - node.x * k, size.width - MARGIN_PX - (node.x + CARD_WIDTH) * k),
    y: within(
      y,
      TOP_PX - (node.y - CARD_HEIGHT / 2) * k,
      size.height - MARGIN_PX - (node.y + CARD_HEIGHT / 2) * k,
    ),
    k,
  };
}

/** The value nearest to `wish` between the two; their middle when there is no room. */
function within(wish: number, low: number, high: number): number {
  if (low > high) return (low + high) / 2;
  return Math.min(high, Math.max(low, wish));
}
