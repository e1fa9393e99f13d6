import type { ChainLine } from './chain-line';
import { drawFailure, drawGlyph, drawRing } from './draw-mark';
import type { TimelineColors } from './timeline-colors';

/** Draws the line of a chain. */
export function drawChainLine(
  context: CanvasRenderingContext2D,
  line: ChainLine,
  colors: TimelineColors,
): void {
  context.beginPath();
  context.moveTo(line.start.x, line.start.y);
  let { y } = line.start;
  for (const { cornerX, to } of line.legs) {
    const middle = (cornerX + to.x) / 2;
    context.lineTo(cornerX, y);
    context.bezierCurveTo(middle, y, middle, to.y, to.x, to.y);
    y = to.y;
  }
  context.lineJoin = 'round';
  // A margin in the colour of the page, to stand out from bars.
  context.lineWidth = 5;
  context.strokeStyle = colors.background;
  context.stroke();
  context.lineWidth = 2;
  context.strokeStyle = colors.accent;
  context.stroke();
}

/** Draws what is on the line of a chain: a ring around the glyph of its cause, dots for steps, a solid dot for its effect. */
export function drawChainEnds(
  context: CanvasRenderingContext2D,
  line: ChainLine,
  colors: TimelineColors,
): void {
  for (const step of line.steps) drawRing(context, step, 3, 1.5, colors, colors.background);
  if (line.effect !== null) drawRing(context, line.effect, 5, 1.5, colors, colors.accent);
  const { cause } = line;
  if (cause === null) return;
  drawRing(context, cause, 8, 2, colors, colors.background);
  if (cause.isFailed) drawFailure(context, cause, colors);
  else drawGlyph(context, cause, cause.type, colors);
}
