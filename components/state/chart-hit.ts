import { bisector, type ScaleLinear } from 'd3';
import { placeOfValue, valueScale, type ChartLayout, type ChartPanel } from './chart-layout';
import { pointAt, type ChartSeries } from './chart-series';
import type { ChartPoint } from './exact-series';
import type { TurnRange } from './turn-range';

/** The maximum distance from a point. */
const REACH_PX = 12;

export interface ChartHit {
  readonly series: ChartSeries;
  readonly point: ChartPoint;
  /** The position of the point. */
  readonly x: number;
  readonly y: number;
}

const byTurn = bisector(({ turn }: ChartPoint) => turn);

/** The hit at the pointer: the nearest point of a line, or the value of a strip. */
export function chartHit(
  place: { readonly x: number; readonly y: number },
  layout: ChartLayout,
  x: ScaleLinear<number, number>,
  turns: TurnRange,
): ChartHit | undefined {
  const panel = layout.panels.find(
    ({ topPx, heightPx }) =>
      place.y >= topPx - REACH_PX / 2 && place.y <= topPx + heightPx + REACH_PX / 2,
  );
  if (panel === undefined) return undefined;
  return panel.kind === 'strip'
    ? stripHit(place.x, panel, x, turns)
    : lineHit(place, panel, x, turns);
}

function stripHit(
  at: number,
  panel: ChartPanel,
  x: ScaleLinear<number, number>,
  turns: TurnRange,
): ChartHit | undefined {
  const series = panel.series[0];
  const point = series && pointAt(series.points, Math.floor(x.invert(at)));
  if (series === undefined || point === undefined) return undefined;
  const from = x(Math.max(point.turn, turns.first));
  return { series, point, x: from, y: panel.topPx + panel.heightPx / 2 };
}

function lineHit(
  place: { readonly x: number; readonly y: number },
  panel: ChartPanel,
  x: ScaleLinear<number, number>,
  turns: TurnRange,
): ChartHit | undefined {
  const y = valueScale(panel, turns);
  let best: (ChartHit & { readonly distance: number }) | undefined;
  for (const series of panel.series) {
    const first = byTurn.left(series.points, x.invert(place.x - REACH_PX));
    const last = byTurn.right(series.points, x.invert(place.x + REACH_PX));
    for (const point of series.points.slice(first, last)) {
      const top = placeOfValue(point.value, panel, y);
      if (top === undefined) continue;
      const at = { x: x(point.turn), y: top };
      const distance = Math.hypot(at.x - place.x, at.y - place.y);
      if (distance <= REACH_PX && distance < (best?.distance ?? Infinity))
        best = { series, point, ...at, distance };
    }
  }
  if (best === undefined) return undefined;
  return { series: best.series, point: best.point, x: best.x, y: best.y };
}
