import { describe, expect, it } from 'vitest';
import { arrivalAngle, linkCurve } from './link-curve';

describe('a link', () => {
  it('comes to its effect from the left, and along one lane from above', () => {
    const curve = linkCurve({ x: 10, y: 10 }, { x: 200, y: 90 });
    expect(curve).toMatchObject({ from: { x: 10 }, to: { x: 200 } });
    expect(arrivalAngle(curve)).toBeCloseTo(0);
    expect(arrivalAngle(linkCurve({ x: 10, y: 10 }, { x: 200, y: 10 }))).toBeGreaterThan(0);
  });
});
