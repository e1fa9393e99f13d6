import { expect, it } from 'vitest';
import { slopeOf } from './slope';

it('is that of the line which samples lie on, wherever it begins', () => {
  expect(slopeOf([3, 5, 9].map((at) => ({ at, value: 100 - 2 * at })))).toBeCloseTo(-2);
});

it('is not moved by what goes up and down again', () => {
  const values = [10, 20, 10, 20, 10];
  expect(slopeOf(values.map((value, at) => ({ at, value })))).toBeCloseTo(0);
});

it('is 0 of one sample, of none, and of samples of one moment', () => {
  expect(slopeOf([])).toBe(0);
  expect(slopeOf([{ at: 1, value: 5 }])).toBe(0);
  expect(slopeOf([1, 2].map((value) => ({ at: 1, value })))).toBe(0);
});
