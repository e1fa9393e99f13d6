import { describe, expect, it } from 'vitest';
import { rowAfterStep, type RowStep } from './row-after-step';

const HERE = { activeRow: 50, firstRow: 40, total: 1000, rowsPerPage: 20 };

describe('rowAfterStep', () => {
  it.each<[RowStep, number]>([
    ['next', 51],
    ['previous', 49],
    ['pageDown', 70],
    ['pageUp', 30],
    ['first', 0],
    ['last', 999],
  ])('%s leads from row 50 to row %d', (step, row) => {
    expect(rowAfterStep(step, HERE)).toBe(row);
  });

  it('stops at both ends', () => {
    expect(rowAfterStep('previous', { ...HERE, activeRow: 0 })).toBe(0);
    expect(rowAfterStep('pageDown', { ...HERE, activeRow: 995 })).toBe(999);
  });

  it('begins with the first row in view', () => {
    expect(rowAfterStep('next', { ...HERE, activeRow: undefined })).toBe(40);
  });
});
