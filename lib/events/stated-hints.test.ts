import { describe, expect, it } from 'vitest';
import { readStatedHints } from './stated-hints';

describe('readStatedHints', () => {
  it('reads each hint', () => {
    const details = {
      observed: { grain_price: 12, 'bo.cash': null },
      expected: 40,
      fallback_differs: false,
      magnitude: 0,
    };
    expect(readStatedHints({ details })).toEqual({
      observed: { grain_price: 12, 'bo.cash': null },
      expected: 40,
      fallbackDiffers: false,
      magnitude: 0,
    });
  });

  it.each([
    null,
    {},
    { observed: [1], fallback_differs: 'yes', magnitude: '1' },
    { observed: null, magnitude: -1 },
    { observed: 'grain', magnitude: Number.NaN },
  ])('takes no hint from %j', (details) => {
    expect(readStatedHints({ details })).toEqual({});
  });
});
