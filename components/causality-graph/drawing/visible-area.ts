import type { Box } from '../layout/box';
import { CARD_HEIGHT, CARD_WIDTH } from '../layout/card-size';
import type { Frame, Size } from './frame-graph';
import type { GraphLayout, PlacedNode } from '../layout/layout-graph';
import type { Point } from '../layout/use-graph-layout';

/** The minimum margin that is drawn around the view, as a share of its width and height. */
const TILE_SHARE = 1 / 4;

/**
 * The area to draw: the visible frame and up to a tile around it, in the graph's pixels. It stays the same while the frame
 * moves within a tile, so that little is redrawn.
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

/** The approximate size of a screen pixel in the graph; equal for similar scales. */
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

/** The card at a point. */
export function cardAt({ nodes }: GraphLayout, { x, y }: Point): PlacedNode | undefined {
  return nodes.find((place) => isCardIn({ left: x, top: y, right: x, bottom: y }, place));
}
