import { typeGlyph } from '@/components/event-type/type-glyph';
import type { Point } from './link-curve';
import { GLYPH_PX } from './place-marks';
import type { TimelineColors } from './timeline-colors';

const glyphs = new Map<string, { readonly path: Path2D; readonly isOutline: boolean }>();

/** Draws the glyph of a type around a point. */
export function drawGlyph(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  type: string,
  colors: TimelineColors,
): void {
  const { path, isOutline } = glyphOf(type);
  context.save();
  context.translate(x - GLYPH_PX / 2, y - GLYPH_PX / 2);
  if (isOutline) {
    context.strokeStyle = colors.ofType(type);
    context.lineWidth = 1.4;
    context.stroke(path);
  } else {
    context.fillStyle = colors.ofType(type);
    context.fill(path);
  }
  context.restore();
}

function glyphOf(type: string) {
  const known = glyphs.get(type);
  if (known !== undefined) return known;
  const { path, isOutline } = typeGlyph(type);
  const glyph = { path: new Path2D(path), isOutline };
  glyphs.set(type, glyph);
  return glyph;
}

const CROSS_PX = 3;

/** A cross: no type has this shape, so that a failure is told by more than its colour. */
export function drawFailure(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  colors: TimelineColors,
): void {
  context.beginPath();
  context.moveTo(x - CROSS_PX, y - CROSS_PX);
  context.lineTo(x + CROSS_PX, y + CROSS_PX);
  context.moveTo(x + CROSS_PX, y - CROSS_PX);
  context.lineTo(x - CROSS_PX, y + CROSS_PX);
  // A margin in the colour of the page, to stand out from bars.
  context.lineWidth = 5;
  context.strokeStyle = colors.background;
  context.stroke();
  context.lineWidth = 2;
  context.strokeStyle = colors.failure;
  context.stroke();
}

/** Draws a circle around a point, over what is in it if `fill` is a colour. */
export function drawRing(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  radiusPx: number,
  widthPx: number,
  colors: TimelineColors,
  fill?: string,
): void {
  context.beginPath();
  context.arc(x, y, radiusPx, 0, 2 * Math.PI);
  if (fill !== undefined) {
    context.fillStyle = fill;
    context.fill();
  }
  context.lineWidth = widthPx;
  context.strokeStyle = colors.accent;
  context.stroke();
}
