import { CARD_HEIGHT, CARD_WIDTH } from './card-size';

/** In the graph's pixels, before zooming. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The bounding box of at least one point. */
export function boxOf(points: readonly { readonly x: number; readonly y: number }[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

/** The bounding box of at least one card, given by its left middle. */
export function cardsBox(cards: readonly { readonly x: number; readonly y: number }[]): Box {
  const { left, top, right, bottom } = boxOf(cards);
  return {
    left,
    top: top - CARD_HEIGHT / 2,
    right: right + CARD_WIDTH,
    bottom: bottom + CARD_HEIGHT / 2,
  };
}

export function areOverlapping(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}
