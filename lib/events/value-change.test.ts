import { describe, expect, it } from 'vitest';
import { changeSize, numericValue } from './value-change';

describe('numericValue', () => {
  it.each([
    [3, { new_value: 3 }],
    [-0.5, { new_value: -0.5 }],
    [0, { new_value: -0 }],
    [null, { new_value: '3' }],
    [null, { new_value: true }],
    [null, { new_value: [3] }],
    [null, { new_value: Infinity }],
    [null, { old_value: 3 }],
    [null, null],
  ])('is %j of %j', (value, details) => {
    expect(numericValue({ details })).toBe(value);
  });
});

describe('changeSize', () => {
  it.each([
    [2, { old_value: 1, new_value: 3 }],
    [2, { old_value: 3, new_value: 1 }],
    [0, { old_value: 0, new_value: -0 }],
    [null, { new_value: 3 }],
    [null, { old_value: null, new_value: 3 }],
    [null, { old_value: 'a', new_value: 3 }],
    [null, { old_value: -1.7e308, new_value: 1.7e308 }],
    [null, null],
  ])('is %j of %j', (size, details) => {
    expect(changeSize({ details })).toBe(size);
  });
});
