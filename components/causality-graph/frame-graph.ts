import { CARD_HEIGHT, CARD_WIDTH } from './card-size';
import type { GraphLayout, PlacedNode } from './layout-graph';

/** Where the graph is shown: a point `p` of it appears at `p * k + (x, y)`. */
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
/** Smaller, the text of cards cannot be read. */
export const LEGIBLE_SCALE = 0.75;
const MARGIN_PX = 24;
/** Up to this width a card and its neighbours would not both be seen in full size. */
const NARROW_PX = 640;
/** Room for the headings of the columns. */
const TOP_PX = 40;

/** All of the graph, never larger than life. */
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

/** All of the graph where that can be read, else what is around the selected card, without empty sides. */
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

/** The frame moved as little as it takes to show all of the card. */
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

/** The value nearest to `wish` between the two; their middle where they leave no room. */
function within(wish: number, low: number, high: number): number {
  if (low > high) return (low + high) / 2;
  return Math.min(high, Math.max(low, wish));
}
