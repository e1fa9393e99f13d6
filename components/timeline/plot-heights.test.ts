import { describe, expect, it } from 'vitest';
import { AXIS_HEIGHT_PX, plotHeights } from './plot-heights';

describe('the plot', () => {
  it.each([44, 60, 100, 240, 900])('fills %d pixels', (heightPx) => {
    for (const lanes of [2, 7, 300]) {
      const { densityPx, lanesPx } = plotHeights(heightPx, lanes * 20);
      const filled = densityPx + lanesPx + AXIS_HEIGHT_PX;
      expect(filled).toBe(heightPx);
      expect(densityPx).toBeGreaterThanOrEqual(26);
      expect(lanesPx > 0).toBe(heightPx >= 100);
    }
  });
});
