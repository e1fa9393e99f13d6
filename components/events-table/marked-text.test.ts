import { describe, expect, it } from 'vitest';
import { splitMarks } from './marked-text';

describe('splitMarks', () => {
  it('finds every place, whatever the case, and leaves the text as it is', () => {
    const parts = splitMarks('Grain price: grain (GRAIN)', ['grain']);
    expect(parts.filter(({ isMark }) => isMark).map(({ part }) => part)).toEqual([
      'Grain',
      'grain',
      'GRAIN',
    ]);
    expect(parts.map(({ part }) => part).join('')).toBe('Grain price: grain (GRAIN)');
  });

  it('makes few elements of a text that is full of matches', () => {
    const parts = splitMarks('a'.repeat(100_000), ['a']);
    expect(parts).toHaveLength(41);
    expect(parts.at(-1)).toEqual({ part: 'a'.repeat(99_960), isMark: false, at: 40 });
  });

  it('finds several texts', () => {
    const parts = splitMarks('grain rots', ['rot', 'GRAIN']);
    expect(parts.map(({ part, isMark }) => (isMark ? `[${part}]` : part))).toEqual([
      ...['[grain]', ' ', '[rot]', 's'],
    ]);
  });

  it('takes signs for what they are', () => {
    expect(splitMarks('a.b (x)', ['(x)']).at(-1)).toEqual({ part: '(x)', isMark: true, at: 4 });
    expect(splitMarks('aXb', ['.'])).toEqual([{ part: 'aXb', isMark: false, at: 0 }]);
  });
});
