import { CARD_HEIGHT, CARD_WIDTH } from '../layout/card-size';
import type { PlacedNode } from '../layout/layout-graph';

/** SVG paths of cards in small, one after the other: square, since of their corners nothing would be seen. */
export function cardOutlines(places: readonly PlacedNode[]): string {
  const rest = `h${CARD_WIDTH}v${CARD_HEIGHT}h${-CARD_WIDTH}z`;
  return places.map(({ x, y }) => `M${x} ${y - CARD_HEIGHT / 2}${rest}`).join('');
}
