import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffTexts } from './text-diff';

describe('diffTexts', () => {
  it('marks the words that only one of two texts has', () => {
    expect(diffTexts('sold three apples today', 'sold four pears today')).toEqual({
      from: [
        { text: 'sold ', isCommon: true },
        { text: 'three apples ', isCommon: false },
        { text: 'today', isCommon: true },
      ],
      to: [
        { text: 'sold ', isCommon: true },
        { text: 'four pears ', isCommon: false },
        { text: 'today', isCommon: true },
      ],
    });
  });

  it('loses nothing of either text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (from, to) => {
        const diff = diffTexts(from, to);
        expect(diff.from.map(({ text }) => text).join('')).toBe(from);
        expect(diff.to.map(({ text }) => text).join('')).toBe(to);
      }),
    );
  });
});
