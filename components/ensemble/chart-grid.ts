import { MARGIN, PLOT_HEIGHT_PX } from './band-plot';

const TITLE_PX = 22;
const ROW_GAP_PX = 10;
/** Narrower charts cannot be read. */
const MIN_CHART_PX = 250;
const MAX_COLUMNS = 6;

/** Charts side by side, in rows. */
export interface ChartGrid {
  readonly columns: number;
  readonly chartWidthPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export function chartGrid(count: number, widthPx: number): ChartGrid {
  const fitting = Math.max(1, Math.min(MAX_COLUMNS, Math.floor(widthPx / MIN_CHART_PX)));
  // Rows of equal length: 5 charts are 3 and 2, not 4 and 1.
  const rows = Math.max(1, Math.ceil(count / fitting));
  const columns = Math.max(1, Math.ceil(count / rows));
  return {
    columns,
    chartWidthPx: Math.floor(widthPx / columns),
    widthPx,
    heightPx: rows * CELL_PX - ROW_GAP_PX,
  };
}

const CELL_PX = TITLE_PX + PLOT_HEIGHT_PX + ROW_GAP_PX;

/** The corner of the plot of a chart. Its title is above. */
export function cornerOf(at: number, { columns, chartWidthPx }: ChartGrid) {
  return { x: (at % columns) * chartWidthPx, y: Math.floor(at / columns) * CELL_PX + TITLE_PX };
}

/** The chart at a position, and the position in its plot; `undefined` outside of all plots. */
export function chartAt(
  place: { readonly x: number; readonly y: number },
  count: number,
  grid: ChartGrid,
): { readonly chart: number; readonly x: number; readonly y: number } | undefined {
  const column = Math.floor(place.x / grid.chartWidthPx);
  const chart = Math.floor(place.y / CELL_PX) * grid.columns + column;
  if (column < 0 || column >= grid.columns || chart < 0 || chart >= count) return undefined;
  const corner = cornerOf(chart, grid);
  const [x, y] = [place.x - corner.x, place.y - corner.y];
  return y < 0 || x < MARGIN.left - 8 ? undefined : { chart, x, y };
}
