import { typeGlyph } from '@/components/event-type/type-glyph';
import type { DensityScene } from './density-scene';
import type { LaneGroup, LaneScene } from './lane-scene';
import { arrivalAngle, type LinkCurve, type Point } from './link-curve';
import { GLYPH_PX, type PlacedMark } from './place-marks';
import type { TypeBars } from './stack-bars';
import type { TimelineColors } from './timeline-colors';

/** Draws on an empty context whose unit is a CSS pixel. */
export type Painter = (
  context: CanvasRenderingContext2D,
  size: { readonly widthPx: number; readonly heightPx: number },
  colors: TimelineColors,
) => void;

export function drawDensity(scene: DensityScene): Painter {
  return (context, size, colors) => {
    drawFolds(context, scene.foldXs, size.heightPx, colors);
    drawBars(context, scene.bars, colors);
  };
}

export function drawLanes(scene: LaneScene): Painter {
  return (context, size, colors) => {
    for (const group of scene.groups) {
      context.save();
      context.beginPath();
      context.rect(0, group.topPx, size.widthPx, group.bottomPx - group.topPx);
      context.clip();
      drawGroup(context, group, size.widthPx, scene.foldXs, colors);
      context.restore();
    }
    context.strokeStyle = colors.accent;
    context.fillStyle = colors.accent;
    for (const curve of scene.links) drawLink(context, curve);
    for (const point of scene.linked) drawRing(context, point, 4, 1.5, colors);
    if (scene.selected !== null) drawRing(context, scene.selected, 7, 2, colors);
  };
}

function drawGroup(
  context: CanvasRenderingContext2D,
  group: LaneGroup,
  widthPx: number,
  foldXs: readonly number[],
  colors: TimelineColors,
): void {
  context.fillStyle = colors.border;
  for (const y of group.lineYs) context.fillRect(0, y - 1, widthPx, 1);
  drawFolds(context, foldXs, group.bottomPx, colors);
  drawBars(context, group.bars, colors);
  for (const mark of group.marks) drawMark(context, mark, colors);
  for (const point of group.failures) drawFailure(context, point, colors);
}

function drawBars(
  context: CanvasRenderingContext2D,
  bars: readonly TypeBars[],
  colors: TimelineColors,
): void {
  for (const { type, rects } of bars) {
    context.fillStyle = colors.ofType(type);
    for (let at = 0; at < rects.length; at += 4) {
      const [x = 0, y = 0, width = 0, height = 0] = rects.slice(at, at + 4);
      context.fillRect(x, y, width, height);
    }
  }
}

/** Draws a dashed line at each cut in time. */
function drawFolds(
  context: CanvasRenderingContext2D,
  xs: readonly number[],
  heightPx: number,
  colors: TimelineColors,
): void {
  if (xs.length === 0) return;
  context.save();
  context.strokeStyle = colors.fold;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  context.beginPath();
  for (const x of xs) {
    for (const offset of [-2, 2]) {
      context.moveTo(Math.round(x) + offset + 0.5, 0);
      context.lineTo(Math.round(x) + offset + 0.5, heightPx);
    }
  }
  context.stroke();
  context.restore();
}

const STROKE_WIDTH_PX = 2;
const STROKE_HEIGHT_PX = 12;

const glyphs = new Map<string, { readonly path: Path2D; readonly isOutline: boolean }>();

function drawMark(
  context: CanvasRenderingContext2D,
  { x, y, type, hasGlyph }: PlacedMark & { readonly y: number },
  colors: TimelineColors,
): void {
  const color = colors.ofType(type);
  if (!hasGlyph) {
    context.fillStyle = color;
    context.fillRect(
      x - STROKE_WIDTH_PX / 2,
      y - STROKE_HEIGHT_PX / 2,
      STROKE_WIDTH_PX,
      STROKE_HEIGHT_PX,
    );
    return;
  }
  const { path, isOutline } = glyphOf(type);
  context.save();
  context.translate(x - GLYPH_PX / 2, y - GLYPH_PX / 2);
  if (isOutline) {
    context.strokeStyle = color;
    context.lineWidth = 1.4;
    context.stroke(path);
  } else {
    context.fillStyle = color;
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
function drawFailure(
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

const ARROW_PX = 7;
/** The distance from an arrow's tip to the middle of its event. */
const ARROW_GAP_PX = 5;

function drawLink(context: CanvasRenderingContext2D, curve: LinkCurve): void {
  const { from, to, bend } = curve;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.bezierCurveTo(bend[0].x, bend[0].y, bend[1].x, bend[1].y, to.x, to.y);
  context.stroke();
  const angle = arrivalAngle(curve);
  context.save();
  context.translate(to.x, to.y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(-ARROW_GAP_PX, 0);
  context.lineTo(-ARROW_GAP_PX - ARROW_PX, -ARROW_PX / 2);
  context.lineTo(-ARROW_GAP_PX - ARROW_PX, ARROW_PX / 2);
  context.closePath();
  context.fill();
  context.restore();
}

function drawRing(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  radiusPx: number,
  widthPx: number,
  colors: TimelineColors,
): void {
  context.lineWidth = widthPx;
  context.strokeStyle = colors.accent;
  context.beginPath();
  context.arc(x, y, radiusPx, 0, 2 * Math.PI);
  context.stroke();
}
