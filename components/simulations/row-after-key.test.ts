import { expect, it } from 'vitest';
import { rowAfterKey } from './row-after-key';

it.each([
  ['j', 0, 1],
  ['ArrowDown', 4, 4],
  ['k', 2, 1],
  ['ArrowUp', 0, 0],
  ['Home', 3, 0],
  ['End', 1, 4],
  ['q', 1, undefined],
])('%s leads from row %i of five to %s', (key, row, next) => {
  expect(rowAfterKey(key, row, 5)).toBe(next);
});
