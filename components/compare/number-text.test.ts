import { expect, it } from 'vitest';
import { differenceText, numberText } from './number-text';
import { valueText } from './value-text';

it('writes numbers for reading', () => {
  expect([140824, 0.30000000000000004, 333.126, -12345.678].map(numberText)).toEqual([
    '140,824',
    '0.3',
    '333.126',
    '-12,345.7',
  ]);
});

it('says by how much A is higher or lower', () => {
  expect(differenceText(333.13, 209.7)).toBe('A 123.43 higher (+58.9 %)');
  expect(differenceText(5, 10)).toBe('A 5 lower (−50.0 %)');
  expect(differenceText(5, 0)).toBe('A 5 higher');
  expect(differenceText(5, 5)).toBe('no difference');
});

it('writes any value on one line', () => {
  expect([undefined, '', 'a\nb', 1234567, null, { a: [1] }].map(valueText)).toEqual([
    'absent',
    '""',
    'a b',
    '1,234,567',
    'null',
    '{"a":[1]}',
  ]);
});
