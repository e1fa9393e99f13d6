import { expect, it } from 'vitest';
import { chartAt, chartGrid, cornerOf } from './chart-grid';

it('puts charts side by side where they can be read, in rows of almost equal length', () => {
  expect(chartGrid(4, 1400)).toMatchObject({ columns: 4, chartWidthPx: 350 });
  expect(chartGrid(5, 1100).columns).toBe(3);
  expect(chartGrid(4, 360)).toMatchObject({ columns: 1, chartWidthPx: 360 });
  expect(chartGrid(1, 1400).columns).toBe(1);
});

it('finds the chart at a position, and nothing between charts', () => {
  const grid = chartGrid(5, 1100);
  const corner = cornerOf(4, grid);
  const place = { x: corner.x + 100, y: corner.y + 50 };
  expect(chartAt(place, 5, grid)).toEqual({ chart: 4, x: 100, y: 50 });
  expect(chartAt({ ...place, x: place.x + grid.chartWidthPx }, 5, grid)).toBeUndefined();
  expect(chartAt({ x: 100, y: corner.y - 5 }, 5, grid)).toBeUndefined();
});
