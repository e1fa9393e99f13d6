import type { DensityScene } from './density-scene';
import { drawChainEnds, drawChainLine } from './draw-chain';
import { drawFailure, drawGlyph, drawRing } from './draw-mark';
import type { LaneGroup, LaneScene } from './lane-scene';
import { arrivalAngle, type LinkCurve } from './link-curve';
import type { PlacedMark } from './place-marks';
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
    const drawGroups = (draw: (group: LaneGroup) => void) => {
      for (const group of scene.groups) {
        context.save();
        context.beginPath();
        context.rect(0, group.topPx, size.widthPx, group.bottomPx - group.topPx);
        context.clip();
        draw(group);
        context.restore();
      }
    };
    drawGroups((group) => drawGroup(context, group, size.widthPx, scene.foldXs, colors));
    if (scene.chain !== null) drawChainLine(context, scene.chain, colors);
    drawGroups(({ failures }) => {
      for (const point of failures) drawFailure(context, point, colors);
    });
    context.strokeStyle = colors.accent;
    context.fillStyle = colors.accent;
    for (const curve of scene.links) drawLink(context, curve);
    for (const point of scene.linked) drawRing(context, point, 4, 1.5, colors);
    if (scene.chain !== null) drawChainEnds(context, scene.chain, colors);
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

function drawMark(
  context: CanvasRenderingContext2D,
  { x, y, type, hasGlyph }: PlacedMark & { readonly y: number },
  colors: TimelineColors,
): void {
  if (!hasGlyph) {
    context.fillStyle = colors.ofType(type);
    context.fillRect(
      x - STROKE_WIDTH_PX / 2,
      y - STROKE_HEIGHT_PX / 2,
      STROKE_WIDTH_PX,
      STROKE_HEIGHT_PX,
    );
    return;
  }
  drawGlyph(context, { x, y }, type, colors);
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
