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
      // Whole lanes, or room for more than all of them.
      if (lanesPx < lanes * 20) expect(lanesPx % 20).toBe(0);
    }
  });

  it('takes from the density what the last lane needs', () => {
    expect(plotHeights(202, 7 * 20)).toEqual({ densityPx: 44, lanesPx: 140 });
    // Eight lanes do not fit with the lowest density: six whole ones are in view.
    expect(plotHeights(202, 8 * 20)).toEqual({ densityPx: 64, lanesPx: 120 });
  });
});
