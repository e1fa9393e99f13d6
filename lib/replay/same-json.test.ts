import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameJson } from './same-json';

describe('sameJson', () => {
  it.each([
    ['1', '1.0'],
    ['1', '1e0'],
    ['100', '1E+2'],
    ['0', '-0.00e7'],
    ['0.1', '1e-1'],
    ['-12.50', '-1.25e1'],
    ['9007199254740993', '9007199254740993.0'],
    ['"a"', '"\\u0061"'],
    ['{"a":1,"b":[1,{}]}', ' { "b" : [ 1.0 , { } ] , "a" : 1 } '],
    ['{"a":2,"a":1}', '{"a":1}'],
    ['[]', '[ ]'],
  ])('%s is %s', (a, b) => {
    expect([sameJson(a, b), sameJson(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['1', '-1'],
    ['1', '"1"'],
    ['10', '1'],
    ['9007199254740993', '9007199254740992'],
    ['0.1', '0.1000000000000000055511151231257827'],
    ['1e400', '1e401'],
    ['null', 'false'],
    ['null', '0'],
    ['[]', '{}'],
    ['[1]', '[1,1]'],
    ['[1,2]', '[2,1]'],
    ['{"a":1}', '{"a":1,"b":1}'],
    ['{"a":1}', '{"b":1}'],
    ['{"a":null}', '{}'],
    ['{"__proto__":1}', '{"__proto__":2}'],
    ['"a"', '"A"'],
  ])('%s is not %s', (a, b) => {
    expect([sameJson(a, b), sameJson(b, a)]).toEqual([false, false]);
  });

  it('agrees with JSON.parse, where that loses nothing', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(value, value, fc.nat(2), (a, b, indent) => {
        const [textA, textB] = [JSON.stringify(a, null, indent), JSON.stringify(b)];
        expect(sameJson(textA, JSON.stringify(a))).toBe(true);
        const areEqual = isDeepStrictEqual(JSON.parse(textA), JSON.parse(textB));
        expect(sameJson(textA, textB)).toBe(areEqual);
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });

  it('handles deep values', () => {
    const deep = (depth: number, inside: string) => '['.repeat(depth) + inside + ']'.repeat(depth);
    expect(sameJson(deep(100_000, '1'), deep(100_000, '1'))).toBe(true);
    expect(sameJson(deep(100_000, '1'), deep(100_000, '2'))).toBe(false);
    expect(sameJson(deep(90, '1'), deep(90, '1.0'))).toBe(true);
  });
});
