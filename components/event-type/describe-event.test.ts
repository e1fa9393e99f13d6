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
});
