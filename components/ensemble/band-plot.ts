import { area, line, scaleLinear, type ScaleLinear } from 'd3';
import type { EnsembleBands } from '@/lib/api/ensemble-contract';

export type Band = EnsembleBands['bands'][number];
export type RunLine = EnsembleBands['lines'][number];

/** The room around a plot. */
export const MARGIN = { top: 8, right: 14, bottom: 24, left: 46 } as const;
export const PLOT_HEIGHT_PX = 190;
const MIN_WIDTH_PX = 120;
/** Lines of single runs may make the scale so many times higher than the bands; what is beyond is cut. */
const MAX_STRETCH = 2;

/** The scales of one chart. All charts of a page have the same. */
export interface PlotScales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly widthPx: number;
}

/** The values that the scale shows: nine in ten of every group, the limits of the question, and single runs within reason. */
export function valueDomain(
  bands: readonly Band[],
  limits: readonly number[],
): readonly [number, number] {
  const inner = extentOf(bands.flatMap(({ p5, p95 }) => [...p5, ...p95]));
  if (inner === undefined) return [0, 1];
  const span = inner[1] - inner[0] || Math.abs(inner[0]) * 0.1 || 1;
  const outer = extentOf(bands.flatMap(({ lowest, highest }) => [...lowest, ...highest])) ?? inner;
  const room = (MAX_STRETCH - 1) * span;
  const near = limits.filter((limit) => limit > inner[0] - span && limit < inner[1] + span);
  const low = near.reduce((a, b) => Math.min(a, b), Math.max(outer[0], inner[0] - room));
  const high = near.reduce((a, b) => Math.max(a, b), Math.min(outer[1], inner[1] + room));
  return low === high ? [low - span / 2, high + span / 2] : [low, high];
}

export function plotScales(
  turns: readonly number[],
  domain: readonly [number, number],
  widthPx: number,
): PlotScales {
  const [first = 0, last = first] = [turns[0], turns.at(-1)];
  const air = first === last ? 0.5 : 0;
  const right = Math.max(MARGIN.left + MIN_WIDTH_PX, widthPx - MARGIN.right);
  return {
    widthPx,
    x: scaleLinear([first - air, last + air], [MARGIN.left, right]),
    y: scaleLinear(domain, [PLOT_HEIGHT_PX - MARGIN.bottom, MARGIN.top]).nice(4),
  };
}

/** The paths of a group, drawn once. */
export interface BandPaths {
  readonly nineInTen: string;
  readonly middleHalf: string;
  readonly median: string;
}

export function bandPaths(band: Band, turns: readonly number[], scales: PlotScales): BandPaths {
  return {
    nineInTen: areaPath(band.p5, band.p95, turns, scales),
    middleHalf: areaPath(band.p25, band.p75, turns, scales),
    median: linePath(band.median, turns, scales),
  };
}

type Values = readonly (number | null)[];

function areaPath(low: Values, high: Values, turns: readonly number[], { x, y }: PlotScales) {
  const path = area<number>()
    .digits(1)
    .defined((_, at) => isNumber(low[at]) && isNumber(high[at]))
    .x((turn) => x(turn))
    .y0((_, at) => y(low[at] ?? 0))
    .y1((_, at) => y(high[at] ?? 0));
  return path(turns) ?? '';
}

/** A line through values, interrupted where there are none. */
export function linePath(values: Values, turns: readonly number[], { x, y }: PlotScales): string {
  const path = line<number>()
    .digits(1)
    .defined((_, at) => isNumber(values[at]))
    .x((turn) => x(turn))
    .y((_, at) => y(values[at] ?? 0));
  return path(turns) ?? '';
}

/** The place of the turn that is nearest to a position. */
export function pointAt(px: number, turns: readonly number[], { x }: PlotScales): number {
  const wanted = x.invert(px);
  let best = 0;
  for (const [at, turn] of turns.entries()) {
    if (Math.abs(turn - wanted) < Math.abs((turns[best] ?? 0) - wanted)) best = at;
  }
  return best;
}

/** The line whose value at a point is nearest to a position; `undefined` when no line has a value there. */
export function nearestLine(
  lines: readonly RunLine[],
  at: number,
  py: number,
  { y }: PlotScales,
): RunLine | undefined {
  let best: RunLine | undefined;
  let bestPx = Infinity;
  for (const each of lines) {
    const value = each.values[at];
    if (!isNumber(value)) continue;
    const distance = Math.abs(y(value) - py);
    if (distance < bestPx) [best, bestPx] = [each, distance];
  }
  return best;
}

/** The line next above or below another one at a point; the other one itself at the end. */
export function lineBeside(
  lines: readonly RunLine[],
  at: number,
  run: string | undefined,
  step: 1 | -1,
): RunLine | undefined {
  const valued = lines
    .filter(({ values }) => isNumber(values[at]))
    .sort((a, b) => (a.values[at] ?? 0) - (b.values[at] ?? 0));
  const now = valued.findIndex((each) => each.run === run);
  if (now === -1) return valued[Math.floor(valued.length / 2)];
  return valued[Math.min(Math.max(now + step, 0), valued.length - 1)];
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}

function extentOf(values: Values): readonly [number, number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!isNumber(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? undefined : [low, high];
}
