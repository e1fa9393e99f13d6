import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedJson } from './bounded-json';

const deep = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

describe('the JSON text of a value of any shape', () => {
  it('is that of JSON.stringify where it fits', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed: unknown = JSON.parse(JSON.stringify(value));
        expect(boundedJson(parsed, Infinity)).toBe(JSON.stringify(parsed));
      }),
    );
  });

  it('ends where there is room for no more', () => {
    expect(boundedJson({ a: [1, 2, 3], b: 'text' }, 8)).toBe('{"a":[1,…');
    expect(boundedJson('long text', 5)).toBe('"long…');
  });

  it('can be had of a value 200,000 deep, where JSON.stringify fails', () => {
    expect(() => JSON.stringify(deep(200_000))).toThrow(RangeError);
    expect(boundedJson(deep(200_000), 80)).toBe(`${'['.repeat(80)}…`);
    expect(boundedJson(deep(200_000), Infinity)).toHaveLength(400_000);
  });

  it('shows numbers beyond a double as such, not as null', () => {
    const value: unknown = JSON.parse('{"n":1e400,"m":[-1e400],"s":5e-324}');
    expect(boundedJson(value, 100)).toBe('{"n":>1.8e308,"m":[<-1.8e308],"s":5e-324}');
  });
});
