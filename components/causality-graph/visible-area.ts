import { CARD_HEIGHT, CARD_WIDTH } from './card-size';
import type { Frame, Size } from './frame-graph';
import type { Box, PlacedNode } from './layout-graph';

/**
 * What is worth drawing: all that the frame shows and up to a tile around it, in the graph's pixels. It stays the same
 * while the frame moves within a tile, so that little is drawn anew.
 */
export function visibleArea({ x, y, k }: Frame, { width, height }: Size): Box {
  const tile = 2 ** Math.ceil(Math.log2(Math.max(1, width, height) / k)) / 2;
  const before = (at: number) => Math.floor(at / k / tile) * tile;
  const after = (at: number) => Math.ceil(at / k / tile) * tile;
  return {
    left: before(-x) + 0,
    top: before(-y) + 0,
    right: after(width - x) + 0,
    bottom: after(height - y) + 0,
  };
}

export function isCardIn({ left, top, right, bottom }: Box, { x, y }: PlacedNode): boolean {
  return (
    x + CARD_WIDTH >= left &&
    x <= right &&
    y + CARD_HEIGHT / 2 >= top &&
    y - CARD_HEIGHT / 2 <= bottom
  );
}

export function areOverlapping(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}
