import { describe, expect, it } from 'vitest';
import { markAt, nextMark, placeMarks } from './place-marks';

const mark = (id: string, lane: number, place: number) => ({
  id,
  type: 'ACTION',
  lane,
  place,
  isFailed: false,
});
const VIEW = { from: 0, to: 100 };

describe('marks of single events', () => {
  it('have a glyph where neighbours of their lane leave room', () => {
    const marks = placeMarks(
      [mark('a', 0, 10), mark('c', 0, 50.5), mark('b', 0, 50), mark('other lane', 1, 50.2)],
      VIEW,
      1000,
    );
    expect(marks.map(({ id, hasGlyph }) => [id, hasGlyph])).toEqual([
      ['a', true],
      ['b', false],
      ['other lane', true],
      ['c', false],
    ]);
  });

  it('are only those in view', () => {
    const marks = [mark('before', 0, -5), mark('in', 0, 5), mark('after', 0, 105)];
    expect(placeMarks(marks, VIEW, 1000).map(({ id }) => id)).toEqual(['in']);
  });

  it('are found where they are drawn, the nearest one of the lane', () => {
    const marks = placeMarks([mark('a', 0, 50), mark('b', 0, 50.8), mark('c', 1, 50)], VIEW, 1000);
    expect(markAt(marks, 0, 502)?.id).toBe('a');
    expect(markAt(marks, 0, 507)?.id).toBe('b');
    expect(markAt(marks, 1, 507)).toBeUndefined();
    expect(markAt(marks, 1, 504)?.id).toBe('c');
    for (const each of marks) expect(markAt(marks, each.lane, each.x)).toBe(each);
  });

  it('are walked along a lane', () => {
    const marks = [mark('b', 0, 7), mark('a', 0, 3), mark('x', 1, 5)];
    expect(nextMark(marks, 0, 3, 1)?.id).toBe('b');
    expect(nextMark(marks, 0, 5, -1)?.id).toBe('a');
    expect(nextMark(marks, 0, 7, 1)).toBeUndefined();
  });
});
