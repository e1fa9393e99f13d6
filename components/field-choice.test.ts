import { describe, expect, it } from 'vitest';
import { readExactJson } from '@/components/ui/exact-json';
import { readFieldCondition } from '@/lib/filters/field-condition';
import { matchField } from '@/lib/filters/match-field';
import { fieldChoice } from './field-choice';

describe('fieldChoice', () => {
  it('writes a condition that the value meets, and one that it does not', () => {
    const values = [
      ...['300', '-0.50', '1e3', '12345678901234567890', 'true', 'null', '[]', '{}'],
      ...['"ok"', '"300"', '""', '" a "', '"a = b"', '"say \\"hi\\""', '"Ελλάδα"', '"a\\nb"'],
    ];
    for (const json of values) {
      const line = `{"details":{"order":{"price":${json}}}}`;
      const choice = fieldChoice('details.order.price', readExactJson(json));
      expect(choice, json).toBeDefined();
      for (const [text, meets] of [
        [choice?.only.where?.[0] ?? '', true],
        [choice?.not?.where?.[0] ?? '', false],
      ] as const) {
        const condition = readFieldCondition(text);
        expect(typeof condition, text).toBe('object');
        if (typeof condition !== 'string') expect(matchField(condition)(line), text).toBe(meets);
      }
    }
  });

  it('is readable for plain values', () => {
    const factOf = (json: string) => fieldChoice('details.a', readExactJson(json))?.fact;
    expect(factOf('300')).toBe('details.a = 300');
    expect(factOf('"ok"')).toBe('details.a = ok');
    expect(factOf('"300"')).toBe('details.a = "300"');
  });

  it('offers nothing for a value or a name that a condition cannot have', () => {
    expect(fieldChoice('details.a', readExactJson('[1]'))).toBeUndefined();
    expect(fieldChoice('details.a', readExactJson(`"${'x'.repeat(501)}"`))).toBeUndefined();
    expect(fieldChoice('details.a>b', readExactJson('1'))).toBeUndefined();
    expect(fieldChoice('details.a ', readExactJson('1'))).toBeUndefined();
  });
});
