import type { Box } from '../layout/box';
import { CARD_HEIGHT, CARD_WIDTH } from '../layout/card-size';
import type { Frame, Size } from './frame-graph';
import type { GraphLayout, PlacedNode } from '../layout/layout-graph';
import type { Point } from '../layout/use-graph-layout';

/** How much of a view's width and height at least is drawn at once. */
const TILE_SHARE = 1 / 4;

/**
 * What is worth drawing: all that the frame shows and up to a tile around it, in the graph's pixels. It stays the same
 * while the frame moves within a tile, so that little is drawn anew.
 */
export function visibleArea({ x, y, k }: Frame, { width, height }: Size): Box {
  const [left, right] = tilesOf(-x / k, Math.max(1, width) / k);
  const [top, bottom] = tilesOf(-y / k, Math.max(1, height) / k);
  return { left, top, right, bottom };
}

function tilesOf(from: number, length: number): readonly [from: number, to: number] {
  const tile = 2 ** Math.ceil(Math.log2(length)) * TILE_SHARE;
  return [Math.floor(from / tile) * tile, Math.ceil((from + length) / tile) * tile];
}

/** About how much of the graph a pixel of the screen is; the same for scales that hardly differ. */
export function screenPixel(k: number): number {
  return 2 ** (Math.round(-2 * Math.log2(k)) / 2);
}

export function isCardIn({ left, top, right, bottom }: Box, { x, y }: PlacedNode): boolean {
  return (
    x + CARD_WIDTH >= left &&
    x <= right &&
    y + CARD_HEIGHT / 2 >= top &&
    y - CARD_HEIGHT / 2 <= bottom
  );
}

/** The card that holds a point. */
export function cardAt({ nodes }: GraphLayout, { x, y }: Point): PlacedNode | undefined {
  return nodes.find((place) => isCardIn({ left: x, top: y, right: x, bottom: y }, place));
}
