import { describe, expect, it } from 'vitest';
import { turnAxis } from './axis-model';
import { viewAfterKey } from './use-timeline-keys';

const MODEL = turnAxis(0, 40, new Map());

describe('the keys', () => {
  it('zoom by w and s, pan by a and d, and show all by f', () => {
    const view = { from: 10, to: 20 };
    const width = (key: 'w' | 's') => {
      const { from, to } = viewAfterKey(key, view, MODEL);
      return to - from;
    };
    expect(width('w')).toBeLessThan(10);
    expect(width('s')).toBeGreaterThan(10);
    expect(viewAfterKey('a', view, MODEL)).toEqual({ from: 8, to: 18 });
    expect(viewAfterKey('d', view, MODEL)).toEqual({ from: 12, to: 22 });
    expect(viewAfterKey('f', view, MODEL)).toEqual({ from: 0, to: 41 });
  });
});
