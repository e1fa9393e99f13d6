import { CARD_HEIGHT, CARD_WIDTH } from '../layout/card-size';
import type { PlacedNode } from '../layout/layout-graph';

/** An SVG path of many small cards. Without rounded corners, which would not be visible. */
export function cardOutlines(places: readonly PlacedNode[]): string {
  const rest = `h${CARD_WIDTH}v${CARD_HEIGHT}h${-CARD_WIDTH}z`;
  return places.map(({ x, y }) => `M${x} ${y - CARD_HEIGHT / 2}${rest}`).join('');
}
