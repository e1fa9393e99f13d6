import { describe, expect, it } from 'vitest';
import { sparklineBatches } from './sparkline-batches';
import { sparklinePath } from './sparkline-path';

const BOX = { width: 102, height: 20 };
const RANGE = { first: 0, last: 10 };

function points(...entries: readonly (readonly [turn: number, value: unknown])[]) {
  return entries.map(([turn, value]) => ({ turn, value, event_id: `e${turn}` }));
}

describe('sparklinePath', () => {
  it('steps from value to value, on to the last turn', () => {
    expect(sparklinePath(points([0, 1], [5, 3]), RANGE, BOX)).toBe('M1,18L51,18L51,2L101,2L101,2');
  });

  it('runs through the middle where nothing moves', () => {
    expect(sparklinePath(points([0, 7]), RANGE, BOX)).toBe('M1,10L101,10L101,10');
  });

  it('ticks where other values than numbers were set', () => {
    expect(sparklinePath(points([0, 'a'], [10, 3]), RANGE, BOX)).toBe('M1.0,5V15M101.0,5V15');
  });

  it('is empty without points', () => {
    expect(sparklinePath([], RANGE, BOX)).toBe('');
  });
});

describe('sparklineBatches', () => {
  const all = Array.from({ length: 45 }, (_, at) => `v${at}`);

  it('requests whole stretches of the list that contain the variables', () => {
    expect(sparklineBatches(all, new Set(['v3', 'v44']), false)).toEqual([
      all.slice(0, 20),
      all.slice(40),
    ]);
  });

  it('asks the same as the view moves within a stretch', () => {
    expect(sparklineBatches(all, new Set(['v21']), false)).toEqual(
      sparklineBatches(all, new Set(['v39']), false),
    );
  });

  it('asks for nothing that no event sets', () => {
    expect(sparklineBatches(all, new Set(['only in a checkpoint']), false)).toEqual([]);
  });

  it('requests variables found beyond a list that is cut', () => {
    expect(sparklineBatches(all, new Set(['v3', 'beyond']), true)).toEqual([
      all.slice(0, 20),
      ['beyond'],
    ]);
  });
});
