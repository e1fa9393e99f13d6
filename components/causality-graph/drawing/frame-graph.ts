import { CARD_HEIGHT, CARD_WIDTH } from '../layout/card-size';
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
/** Below this scale the text of cards is not legible. */
export const LEGIBLE_SCALE = 0.75;
const MARGIN_PX = 24;
/** Up to this width, a card and its neighbours do not both fit in full size. */
const NARROW_PX = 640;
/** Room for the headings of the columns. */
const TOP_PX = 56;

/** Shows the whole graph, never larger than full size. */
export function frameAll({ bounds }: GraphLayout, size: Size): Frame {
  const width = bounds.right - bounds.left;
  const height = bounds.bottom - bounds.top;
  const fitting = Math.min(
    (size.width - 2 * MARGIN_PX) / width,
    (size.height - TOP_PX - MARGIN_PX) / height,
  );
  const k = Math.min(1, Math.max(MIN_SCALE, fitting));
  return {
    x: size.width / 2 - ((bounds.left + bounds.right) / 2) * k,
    y: (size.height + TOP_PX - MARGIN_PX) / 2 - ((bounds.top + bounds.bottom) / 2) * k,
    k,
  };
}

/** Shows the whole graph if that is legible. Otherwise shows the area around the selected card, without empty sides. */
export function frameSelected(layout: GraphLayout, size: Size): Frame {
  const all = frameAll(layout, size);
  if (all.k >= LEGIBLE_SCALE) return all;
  const k = size.width < NARROW_PX ? LEGIBLE_SCALE : 1;
  const { left, right, top, bottom } = layout.bounds;
  const x = size.width / 2 - (CARD_WIDTH / 2) * k;
  const y = (size.height + TOP_PX - MARGIN_PX) / 2;
  return {
    x: within(x, size.width - MARGIN_PX - right * k, MARGIN_PX - left * k),
    y: within(y, size.height - MARGIN_PX - bottom * k, TOP_PX - top * k),
    k,
  };
}

/**
 * Keeps the selected card as close as possible to its place on the screen. A graph that fits is shown completely; in a larger
 * one the selected card is kept away from the edges.
 */
export function frameRecentred(layout: GraphLayout, size: Size, seen: Frame): Frame {
  if (seen.k < LEGIBLE_SCALE) return frameSelected(layout, size);
  const { left, right, top, bottom } = layout.bounds;
  const { k } = seen;
  const keep = (wish: number, least: number, most: number, from: number, to: number) => {
    const room = most - least;
    if ((to - from) * k <= room) return within(wish, least - from * k, most - to * k);
    const quarter = room / 4;
    const calm = within(wish, least + quarter, most - quarter);
    return within(calm, most - to * k, least - from * k);
  };
  // The left middle of the selected card is the origin of the graph's coordinates.
  const half = (CARD_WIDTH / 2) * k;
  return {
    x: keep(seen.x + half, MARGIN_PX + half, size.width - MARGIN_PX + half, left, right) - half,
    y: keep(seen.y, TOP_PX, size.height - MARGIN_PX, top, bottom),
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
