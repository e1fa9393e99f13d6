import type { Box } from './use-target-box';

const GAP_PX = 10;
const MARGIN_PX = 8;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The place of a card beside a box: below it, above it, right or left of it, whichever first has room; inside its lower end when
 * none has. Without a box, the middle of the window.
 */
export function placeCard(
  box: Box | null,
  card: Size,
  view: Size,
): { readonly left: number; readonly top: number } {
  const left = (at: number) => clamp(at, MARGIN_PX, view.width - card.width - MARGIN_PX);
  const top = (at: number) => clamp(at, MARGIN_PX, view.height - card.height - MARGIN_PX);
  if (box === null) {
    return { left: left((view.width - card.width) / 2), top: top((view.height - card.height) / 2) };
  }
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  const [across, down] = [card.width + GAP_PX + MARGIN_PX, card.height + GAP_PX + MARGIN_PX];
  if (bottom + down <= view.height) return { left: left(box.left), top: bottom + GAP_PX };
  if (box.top >= down) return { left: left(box.left), top: box.top - GAP_PX - card.height };
  if (right + across <= view.width) return { left: right + GAP_PX, top: top(box.top) };
  if (box.left >= across) return { left: box.left - GAP_PX - card.width, top: top(box.top) };
  return { left: left(box.left), top: top(bottom - card.height) };
}

function clamp(at: number, least: number, most: number): number {
  return Math.max(least, Math.min(at, most));
}
