import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText } from './fit-text';

const measure = (text: string) => Array.from(text).length * 10;

describe('fitText', () => {
  it('keeps a text that fits', () => {
    expect(fitText('grain', 50, measure)).toBe('grain');
  });

  it('cuts a text that does not, before the blank', () => {
    expect(fitText('grain price', 70, measure)).toBe('grain…');
  });

  it('never cuts a character in half', () => {
    expect(fitText('🌾🌾🌾🌾', 30, measure)).toBe('🌾🌾…');
  });

  it('never is wider than there is room', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 200 }), (text, width) => {
        expect(measure(fitText(text, width, measure))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
