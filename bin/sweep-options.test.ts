import { InvalidArgumentError } from 'commander';
import { expect, it } from 'vitest';
import { readSeeds, readSweep } from './sweep-options';

it('reads seeds: ranges and single ones, each once', () => {
  expect(readSeeds('1..3')).toEqual([1, 2, 3]);
  expect(readSeeds('7, 1..2', [2, 9])).toEqual([2, 9, 7, 1]);
  expect(readSeeds('-1..1')).toEqual([-1, 0, 1]);
  expect(readSeeds('1..1000')).toHaveLength(1000);
});

it.each(['', '5..1', 'a', '1.5', '1..', '1..2..3', '1..1001', '1..99999999999999999999', ',1'])(
  'refuses %j as seeds, and quotes it',
  (text) => {
    expect(() => readSeeds(text)).toThrow(InvalidArgumentError);
    expect(() => readSeeds(text)).toThrow(JSON.stringify(text));
  },
);

it('reads values as JSON or as texts; commas in quotes and brackets divide none', () => {
  const values = '0.01,-2e3,true,null,north,"2, or 3",[1,2],{"a":[1,","]},one farm, "\\"," ,1';
  expect(readSweep(`a.b=${values}`)).toEqual([
    {
      path: 'a.b',
      values: [
        ...[0.01, -2000, true, null, 'north', '2, or 3', [1, 2], { a: [1, ','] }],
        ...['one farm', '",', 1],
      ],
    },
  ]);
});

it('keeps a value that is given twice once, and an equals sign in values', () => {
  const before = readSweep('a=1,2,1');
  expect(readSweep('b=x=y', before)).toEqual([
    { path: 'a', values: [1, 2] },
    { path: 'b', values: ['x=y'] },
  ]);
});

it.each(['', 'a', '=1', 'a=', 'a=1,,2', 'a=1,'])('refuses %j as a sweep, and quotes it', (text) => {
  expect(() => readSweep(text)).toThrow(InvalidArgumentError);
  expect(() => readSweep(text)).toThrow(JSON.stringify(text));
});
