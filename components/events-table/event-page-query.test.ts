import { describe, expect, it } from 'vitest';
import { pageOfRow, pagesOfRows } from './event-page-query';

describe('pages', () => {
  it('hold 200 rows each', () => {
    expect([0, 199, 200, 48_210].map(pageOfRow)).toEqual([0, 0, 1, 241]);
  });

  it('are those that the rows in view stand on', () => {
    expect(pagesOfRows(150, 170)).toEqual([0]);
    expect(pagesOfRows(190, 610)).toEqual([0, 1, 2, 3]);
    expect(pagesOfRows(0, -1)).toEqual([]);
  });
});
