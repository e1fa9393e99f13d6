import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { memberText } from './member-text';

describe('memberText', () => {
  it.each([
    ['{"details":{"a":1.0,"b":12345678901234567890}}', '{"a":1.0,"b":12345678901234567890}'],
    ['{"details":{"a":1.0}}\r', '{"a":1.0}'],
    [' {\t"x" : [1, {"details": 2}] , "details" :\n{ "a" : [ ] } }', '{ "a" : [ ] }'],
    ['{"details":1e999,"x":2}', '1e999'],
    ['{"details": null }', 'null'],
    ['{"details":"}\\\\\\"{"}', '"}\\\\\\"{"'],
    ['{"x":"\\"details\\":1","details":2}', '2'],
    ['{"details":1,"details":[2]}', '[2]'],
    ['{"\\u0064etails":3}', '3'],
    ['{"x\\\\":1,"details":4}', '4'],
    ['{}', undefined],
    ['{ }', undefined],
    ['{"detail":{"details":1}}', undefined],
    ['{"Details":1}', undefined],
  ])('of %j is %j', (text, expected) => {
    expect(memberText(text, 'details')).toBe(expected);
  });

  it('equals the result of JSON.parse, in any object, with any spacing', () => {
    const spaced = fc
      .tuple(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), fc.nat(3))
      .map(([object, indent]) => ({ object, text: JSON.stringify(object, null, indent) }));
    fc.assert(
      fc.property(spaced, fc.string(), ({ object, text }, other) => {
        for (const [name, value] of Object.entries(object)) {
          expect(JSON.parse(memberText(text, name) ?? 'nothing')).toEqual(
            JSON.parse(JSON.stringify(value)),
          );
        }
        expect(memberText(text, other) === undefined).toBe(!Object.hasOwn(object, other));
      }),
      { seed: 20_261_122 },
    );
  });

  it('finds every field of every odd event', () => {
    const events = HOSTILE_LINES.filter((line) => line.reading === 'event');
    for (const { bytes, name } of events) {
      const text = bytes.toString('utf8');
      for (const [field, value] of Object.entries(JSON.parse(text) as object)) {
        expect(JSON.parse(memberText(text, field) ?? 'nothing'), `${name}: ${field}`).toEqual(
          value,
        );
      }
    }
    expect(events.length).toBeGreaterThan(50);
  });

  it('takes a deep and a long value in its stride', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(memberText(`{"details":${deep},"x":1}`, 'details')).toBe(deep);
    const long = JSON.stringify('\\"'.repeat(1_000_000));
    expect(memberText(`{"x":${long},"details":7}`, 'details')).toBe('7');
  });
});
