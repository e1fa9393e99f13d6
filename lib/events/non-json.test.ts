import { describe, expect, it } from 'vitest';
import { findNonJson } from './non-json';

describe('findNonJson', () => {
  it.each([
    [{ a: [1, 'x', null, true, undefined], b: { c: {} } }],
    ['text'],
    [{ at: new Date(0) }],
    [{ twice: [Math, Math].map(() => 1), ...(() => ({ shared: [1] }))() }],
    [{ gone: undefined }],
    [{ toJSON: () => 'fine', hidden: 5n }],
  ])('finds nothing wrong with %j', (value) => {
    expect(findNonJson(value)).toBeUndefined();
  });

  it('lets an object stand in two places', () => {
    const price = { grain: 1 };
    expect(findNonJson({ before: price, after: price })).toBeUndefined();
  });

  const cycle: Record<string, unknown> = {};
  cycle['deep'] = [{ self: cycle }];

  it.each<[unknown, string[], string]>([
    [{ a: { b: [0, 5n] } }, ['a', 'b', '1'], 'JSON has no bigint'],
    [{ f: () => 1 }, ['f'], 'JSON has no function'],
    [{ s: Symbol('x') }, ['s'], 'JSON has no symbol'],
    [{ n: NaN }, ['n'], 'JSON has no such number'],
    [{ n: -Infinity }, ['n'], 'JSON has no such number'],
    [{ m: new Map([['a', 1]]) }, ['m'], 'JSON has no Map; give a plain object or an array'],
    [{ s: new Set([1]) }, ['s'], 'JSON has no Set; give a plain object or an array'],
    [cycle, ['deep', '0', 'self'], 'it contains itself'],
    [{ d: { toJSON: () => 5n } }, ['d'], 'JSON has no bigint'],
  ])('finds the value that would be lost, and its path: %#', (value, path, reason) => {
    expect(findNonJson(value)).toMatchObject({ path, reason });
  });

  it('survives values that cannot be inspected', () => {
    const hostile = {
      get boom(): never {
        throw new Error('no entry');
      },
    };
    expect(findNonJson(hostile)?.reason).toBe('it cannot be read: no entry');
    let deep: unknown = 0;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(findNonJson(deep)?.reason).toContain('it is nested 100000 deep and cannot be written');
  });

  it('finds lost values at a depth at which JSON can be written', () => {
    let deep: unknown = { n: NaN };
    for (let i = 0; i < 3000; i++) deep = [deep];
    expect(findNonJson(deep)).toMatchObject({ reason: 'JSON has no such number' });
    expect(findNonJson(deep)?.path).toHaveLength(3001);
    expect(findNonJson(JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`))).toBeUndefined();
  });
});
