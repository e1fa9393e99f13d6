import { describe, expect, it } from 'vitest';
import { keyPress } from '@/lib/testing/key-press';
import { rowAfterKey } from './row-after-key';

const HERE = { activeRow: 50, firstRow: 40, total: 1000, rowsPerPage: 20 };

describe('rowAfterKey', () => {
  it.each([
    ['ArrowDown', 51],
    ['j', 51],
    ['ArrowUp', 49],
    ['k', 49],
    ['PageDown', 70],
    ['PageUp', 30],
    ['Home', 0],
    ['End', 999],
  ])('%s leads from row 50 to row %d', (key, row) => {
    expect(rowAfterKey(keyPress(key), HERE)).toBe(row);
  });

  it('stops at both ends', () => {
    expect(rowAfterKey(keyPress('ArrowUp'), { ...HERE, activeRow: 0 })).toBe(0);
    expect(rowAfterKey(keyPress('PageDown'), { ...HERE, activeRow: 995 })).toBe(999);
  });

  it('begins with the first row in view', () => {
    expect(rowAfterKey(keyPress('ArrowDown'), { ...HERE, activeRow: undefined })).toBe(40);
  });

  it('leaves other keys alone', () => {
    expect(rowAfterKey(keyPress('Tab'), HERE)).toBeUndefined();
    expect(rowAfterKey(keyPress('Enter'), HERE)).toBeUndefined();
  });
});
