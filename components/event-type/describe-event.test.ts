import { describe, expect, it } from 'vitest';
import { describeEvent } from './describe-event';

describe('describeEvent', () => {
  it.each([
    [
      'its description in one line',
      'Raised\n the rate ',
      { action_type: 'raise' },
      'Raised the rate',
    ],
    ['a change', null, { variable_name: 'price', old_value: 1, new_value: 2.5 }, 'price 1 → 2.5'],
    [
      'a first value',
      null,
      { variable_name: 'price', old_value: null, new_value: 'high' },
      'price high',
    ],
    [
      'a change of objects',
      null,
      { variable_name: 'v', old_value: [1], new_value: {} },
      'v [1] → {}',
    ],
    ['its kind', null, { action_type: 'trade' }, 'trade'],
    ['its type when there is nothing else', null, null, 'ACTION'],
  ])('is %s', (_, description, details, text) => {
    expect(describeEvent({ event_type: 'ACTION', description, details })).toBe(text);
  });

  it('is short and on one line, for any event', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    const of = (description: string | null, new_value: unknown) =>
      describeEvent({ event_type: 'STATE', description, details: { new_value } });
    expect(of('x'.repeat(3_000_000), null)).toBe(`${'x'.repeat(500)}…`);
    expect(of(null, deep)).toBe(`STATE ${'['.repeat(200)}…`);
    expect(of(null, 'y'.repeat(3_000_000)).length).toBeLessThan(510);
    expect(of('\u202eabc\u0000\ud800', null)).toBe('\\u202eabc\\u0000\\ud800');
  });
});
