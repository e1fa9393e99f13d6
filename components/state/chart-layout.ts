import { scaleLinear, type ScaleLinear } from 'd3';
import type { ExactJson } from '@/components/ui/exact-json';
import { formatCount } from '@/components/ui/format-count';
import { isBeyond, placedNumber, pointsWithin, type ChartSeries } from './chart-series';
import type { TurnRange } from './turn-range';

/** The room around the plots. */
export const LEFT_PX = 52;
const RIGHT_PX = 14;
const END_LABEL_PX = 132;
/** Narrower charts have no labels at the ends of lines; the legend has the names. */
const LEAST_WIDTH_FOR_LABELS_PX = 560;
const TITLE_PX = 15;
const GAP_PX = 8;
const TOP_PX = 14;
const AXIS_PX = 22;
/** The heights of numeric plots: with more plots, each is lower, so that more are visible at once. */
const SMALL_PX = [44, 44, 44, 34, 30] as const;
const SMALLEST_PX = 26;
const SHARED_PX = 150;
const STRIP_PX = 16;
/** How much higher tall plots are. */
const TALL = 2.5;
/** The minimum distance of ticks on the turn axis, and the width of a character. */
const MIN_TICK_PX = 64;
const TICK_CHARACTER_PX = 7;

/** A plot above the turn axis. */
export interface ChartPanel {
  readonly kind: 'lines' | 'strip';
  /** One series, or several lines on a shared axis. */
  readonly series: readonly ChartSeries[];
  /** Whether its name is above it. Lines on a shared axis have their names at their ends. */
  readonly hasTitle: boolean;
  /** The plot's position, without the title. */
  readonly topPx: number;
  readonly heightPx: number;
}

export interface ChartLayout {
  readonly panels: readonly ChartPanel[];
  readonly widthPx: number;
  readonly heightPx: number;
  /** The end of the plots, where the axis begins. */
  readonly axisTopPx: number;
  readonly leftPx: number;
  readonly rightPx: number;
  readonly hasEndLabels: boolean;
}

/** Plots one below the other: numeric series each with its own axis or all on one, others each on a strip. */
export function layoutCharts(
  series: readonly ChartSeries[],
  {
    widthPx,
    isShared,
    isTall = false,
  }: {
    readonly widthPx: number;
    readonly isShared: boolean;
    /** Whether the plots have more height. Default false. */
    readonly isTall?: boolean;
  },
): ChartLayout {
  const numbers = series.filter(({ kind }) => kind === 'numbers');
  const names = series.filter(({ kind }) => kind === 'names');
  const sharesAxis = isShared && numbers.length > 1;
  const growth = isTall ? TALL : 1;
  const smallPx = growth * (SMALL_PX[numbers.length - 1] ?? SMALLEST_PX);
  const groups: readonly Omit<ChartPanel, 'topPx'>[] = [
    ...(sharesAxis
      ? [{ kind: 'lines', series: numbers, hasTitle: false, heightPx: growth * SHARED_PX } as const]
      : numbers.map(
          (each) => ({ kind: 'lines', series: [each], hasTitle: true, heightPx: smallPx }) as const,
        )),
    ...names.map(
      (each) => ({ kind: 'strip', series: [each], hasTitle: true, heightPx: STRIP_PX }) as const,
    ),
  ];
  let top = TOP_PX;
  const panels = groups.map((group) => {
    const topPx = top + (group.hasTitle ? TITLE_PX : 0);
    top = topPx + group.heightPx + GAP_PX;
    return { ...group, topPx };
  });
  const hasEndLabels = sharesAxis && widthPx >= LEAST_WIDTH_FOR_LABELS_PX;
  return {
    panels,
    widthPx,
    axisTopPx: top,
    heightPx: top + AXIS_PX,
    hasEndLabels,
    leftPx: LEFT_PX,
    rightPx: Math.max(LEFT_PX + 1, widthPx - (hasEndLabels ? END_LABEL_PX : RIGHT_PX)),
  };
}

/** The scale of turns. A run of one turn has it in the middle. */
export function turnScale(turns: TurnRange, layout: ChartLayout): ScaleLinear<number, number> {
  const pad = turns.first === turns.last ? 0.5 : 0;
  return scaleLinear([turns.first - pad, turns.last + pad], [layout.leftPx, layout.rightPx]);
}

/** The turn nearest to a position. */
export function turnAt(x: number, scale: ScaleLinear<number, number>, turns: TurnRange): number {
  return Math.min(Math.max(Math.round(scale.invert(x)), turns.first), turns.last);
}

/** The scale of a panel's values in the visible turns, with a margin. */
export function valueScale(panel: ChartPanel, turns: TurnRange): ScaleLinear<number, number> {
  const values = panel.series.flatMap(({ points }) =>
    pointsWithin(points, turns).flatMap(({ value }) => placedNumber(value) ?? []),
  );
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const bottomPx = panel.topPx + panel.heightPx;
  if (least > most) return scaleLinear([0, 1], [bottomPx, panel.topPx]);
  if (least === most) {
    const air = Math.abs(least) * 0.1 || 1;
    return scaleLinear([least - air, most + air], [bottomPx, panel.topPx]);
  }
  return scaleLinear([least, most], [bottomPx, panel.topPx]).nice(3);
}

/** The vertical position of a value: a number beyond the axis is at its edge; `undefined` for other values. */
export function placeOfValue(
  value: ExactJson,
  { topPx, heightPx }: ChartPanel,
  y: ScaleLinear<number, number>,
): number | undefined {
  const number = placedNumber(value);
  if (number !== undefined) return y(number);
  if (!isBeyond(value)) return undefined;
  return value.text.startsWith('-') ? topPx + heightPx : topPx;
}

/** The ticks of a turn axis: whole turns. */
export function turnTicks(turns: TurnRange, scale: ScaleLinear<number, number>): readonly number[] {
  const [left = 0, right = 0] = scale.range();
  const labelPx = Math.max(MIN_TICK_PX, formatCount(turns.last).length * TICK_CHARACTER_PX + 24);
  const most = Math.max(2, Math.floor((right - left) / labelPx));
  // d3 may return twice as many ticks as requested.
  for (let count = most; ; count--) {
    const ticks = scale
      .ticks(count)
      .filter((turn) => Number.isInteger(turn) && turn >= turns.first && turn <= turns.last);
    if (ticks.length <= most + 1 || count <= 1) return ticks;
  }
}
