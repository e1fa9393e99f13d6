import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, wrapText } from './fit-text';

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

describe('wrapText', () => {
  it.each([
    ['keeps a text of one line', 'grain', ['grain']],
    ['breaks between words', 'grain price rose', ['grain', 'price rose']],
    ['breaks a long word', 'grainprices', ['grainpric', 'es']],
    ['cuts the last line', 'grain price rose again', ['grain', 'price rose…']],
    ['draws nothing of no text', '', []],
  ])('%s', (_, text, lines) => {
    expect(wrapText(text, [100, 110], measure)).toEqual(lines);
  });

  it('loses nothing but blanks where all fits, and never is wider than there is room', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 200 }), (text, width) => {
        const lines = wrapText(text, [width, width], measure);
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
        if (lines.some((line) => line === '' || line.endsWith('…'))) return;
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
